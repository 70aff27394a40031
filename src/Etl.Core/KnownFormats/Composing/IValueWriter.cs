namespace Etl.Core.KnownFormats.Composing;

/// <summary>Writes a value of a contact in the way of another program.</summary>
interface IValueWriter
{
    /// <summary>The longest that a value of <paramref name="length"/> bytes becomes.</summary>
    int LengthMax(int length);

    /// <summary>Writes it and returns its length in bytes; −1 when the program has no way to write it.</summary>
    int Write(ReadOnlySpan<byte> value, Span<byte> output);

    /// <summary>True when only a part of the value is written.</summary>
    bool Shortens(ReadOnlySpan<byte> value) => false;
}

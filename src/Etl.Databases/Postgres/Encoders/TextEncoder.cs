using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>text, varchar(n), char(n) and citext: the bytes as they are. The server pads char(n).</summary>
sealed class TextEncoder(int? lengthMax) : CellEncoder
{
    /// <summary>True when any text without U+0000 is taken as it is.</summary>
    public bool TakesAnyLength => lengthMax is null;

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        if (utf8.Contains((byte)0))
        {
            return SqlState.Character;
        }
        if (lengthMax is { } max && !TextLimit.TryFit(ref utf8, max))
        {
            return SqlState.TextTooLong;
        }
        utf8.CopyTo(Field(output, utf8.Length));
        return null;
    }
}

using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>uuid: 16 bytes. Takes 32 hexadecimal digits, with or without hyphens between groups of four, in braces or not.</summary>
sealed class UuidEncoder : CellEncoder
{
    const int Size = 16;

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        Span<byte> value = stackalloc byte[Size];
        if (!TryRead(utf8, value))
        {
            return Refusal(utf8, SqlState.Syntax);
        }
        value.CopyTo(Field(output, Size));
        return null;
    }

    static bool TryRead(ReadOnlySpan<byte> text, Span<byte> value)
    {
        if (text is [(byte)'{', .., (byte)'}'])
        {
            text = text[1..^1];
        }
        for (var index = 0; index < Size; index++)
        {
            if (text.Length < 2 || !HexText.TryByte(text[0], text[1], out value[index]))
            {
                return false;
            }
            text = text[2..];
            if (index % 2 == 1 && index < Size - 1 && text is [(byte)'-', ..])
            {
                text = text[1..];
            }
        }
        return text.IsEmpty;
    }
}

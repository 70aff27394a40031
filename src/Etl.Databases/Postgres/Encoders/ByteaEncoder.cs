using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>bytea: the bytes behind <c>\x…</c> or behind text with <c>\\</c> and <c>\ooo</c> escapes.</summary>
sealed class ByteaEncoder : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        if (utf8.Contains((byte)0))
        {
            return SqlState.Character;
        }
        // The value is never longer than its text, so it is written behind the place of its length and measured then.
        var value = output.GetSpan(PrefixLength + utf8.Length)[PrefixLength..];
        var length = 0;
        var refusal = utf8 is [(byte)'\\', (byte)'x', ..]
            ? ReadHex(utf8[2..], value, ref length)
            : ReadEscaped(utf8, value, ref length);
        if (refusal is null)
        {
            Field(output, length);
        }
        return refusal;
    }

    static string? ReadHex(ReadOnlySpan<byte> text, Span<byte> value, ref int length)
    {
        while (!text.IsEmpty)
        {
            if (text[0] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
            {
                text = text[1..];
                continue;
            }
            if (text.Length < 2 || !HexText.TryByte(text[0], text[1], out value[length]))
            {
                return SqlState.Parameter;
            }
            length++;
            text = text[2..];
        }
        return null;
    }

    static string? ReadEscaped(ReadOnlySpan<byte> text, Span<byte> value, ref int length)
    {
        while (!text.IsEmpty)
        {
            switch (text)
            {
                case [not (byte)'\\', ..]:
                    value[length++] = text[0];
                    text = text[1..];
                    break;
                case [_, (byte)'\\', ..]:
                    value[length++] = (byte)'\\';
                    text = text[2..];
                    break;
                case [
                    _,
                    >= (byte)'0'
                    and <= (byte)'3',
                    >= (byte)'0'
                    and <= (byte)'7',
                    >= (byte)'0'
                    and <= (byte)'7',
                    ..,
                ]:
                    value[length++] = (byte)((text[1] - '0') << 6 | (text[2] - '0') << 3 | (text[3] - '0'));
                    text = text[4..];
                    break;
                default:
                    return SqlState.Syntax;
            }
        }
        return null;
    }
}

using System.Buffers;
using System.Text;
using AsciiText = System.Text.Ascii;

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>Reads text of an <see cref="EastAsianEncoding"/> piece by piece; a code may be cut anywhere.</summary>
/// <remarks>
/// A byte of ASCII is never taken for part of an invalid code: the bytes before it are invalid and it stands for itself, so a
/// damaged character cannot swallow a delimiter or a line end.
/// </remarks>
sealed class EastAsianDecoder : Decoder
{
    readonly CodeTable table;

    /// <summary>First bytes of a code that is not complete: 0 for none, <c>lead</c>, or <c>0x8F00 | middle</c>.</summary>
    int pending;

    /// <summary>Makes one.</summary>
    public EastAsianDecoder(CodeTable table, DecoderFallback fallback)
    {
        this.table = table;
        Fallback = fallback;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        pending = 0;
        FallbackBuffer.Reset();
    }

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count)
    {
        var before = pending;
        var chars = ArrayPool<char>.Shared.Rent((count + 2) * Math.Max(2, Fallback!.MaxCharCount));
        var length = GetChars(bytes.AsSpan(index, count), chars, flush: false);
        ArrayPool<char>.Shared.Return(chars);
        pending = before;
        return length;
    }

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), flush: false);

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), flush);

    /// <inheritdoc/>
    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars, bool flush)
    {
        var (read, written) = (0, 0);
        while (read < bytes.Length)
        {
            if (pending == 0 && bytes[read] < 0x80)
            {
                if (
                    AsciiText.ToUtf16(bytes[read..], chars[written..], out var run)
                    == OperationStatus.DestinationTooSmall
                )
                {
                    throw new ArgumentException("There is no room for the characters.", nameof(chars));
                }
                read += run;
                written += run;
                continue;
            }
            if (Take(bytes[read], chars, ref written))
            {
                read++;
            }
        }
        if (flush && pending != 0)
        {
            Refuse(chars, ref written);
        }
        return written;
    }

    /// <summary>Takes one byte; false when it is ASCII behind bytes that were invalid, and is to be read by itself.</summary>
    bool Take(byte value, Span<char> chars, ref int written)
    {
        if (pending == 0)
        {
            if (table.IsLead(value))
            {
                pending = value;
            }
            else if (!Write(table.One(value), chars, ref written))
            {
                Refuse([value], chars, ref written);
            }
            return true;
        }
        if (table.IsThreeByteLead(pending) && value >= 0xA1)
        {
            pending = (pending << 8) | value;
            return true;
        }
        var units = pending > 0xFF ? table.Three(pending & 0xFF, value) : table.Two(pending, value);
        if (Write(units, chars, ref written))
        {
            pending = 0;
            return true;
        }
        if (value < 0x80)
        {
            Refuse(chars, ref written);
            return false;
        }
        Refuse(
            pending > 0xFF ? [CodeTable.ThreeByteLead, (byte)pending, value] : [(byte)pending, value],
            chars,
            ref written
        );
        return true;
    }

    static bool Write(uint units, Span<char> chars, ref int written)
    {
        if (units == 0)
        {
            return false;
        }
        chars[written++] = (char)units;
        if (units > 0xFFFF)
        {
            chars[written++] = (char)(units >> 16);
        }
        return true;
    }

    /// <summary>Refuses what is pending.</summary>
    void Refuse(Span<char> chars, ref int written) =>
        Refuse(pending > 0xFF ? [CodeTable.ThreeByteLead, (byte)pending] : [(byte)pending], chars, ref written);

    void Refuse(byte[] invalid, Span<char> chars, ref int written)
    {
        pending = 0;
        if (!FallbackBuffer.Fallback(invalid, 0))
        {
            return;
        }
        while (FallbackBuffer.Remaining > 0)
        {
            chars[written++] = FallbackBuffer.GetNextChar();
        }
    }
}

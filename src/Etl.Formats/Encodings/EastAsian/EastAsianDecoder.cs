using System.Buffers;
using System.Text;
using AsciiText = System.Text.Ascii;

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>Reads text of an <see cref="EastAsianEncoding"/> piece by piece; a code may be cut anywhere.</summary>
/// <remarks>
/// A byte of ASCII is never taken for part of an invalid code: the bytes before it are invalid and it stands for itself, so a
/// damaged character cannot swallow a delimiter or a line end. Only the digits of a whole code of four bytes that stands for nothing are.
/// </remarks>
sealed class EastAsianDecoder : Decoder
{
    readonly CodeTable table;

    /// <summary>First bytes of a code that is not complete, as a number; 0 for none.</summary>
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
        var chars = ArrayPool<char>.Shared.Rent((count + 3) * Math.Max(2, Fallback!.MaxCharCount));
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

    /// <summary>Takes one byte; false when the bytes before it were invalid and it is to be read by itself.</summary>
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
        if (table.GoesOn(pending, value))
        {
            pending = (pending << 8) | value;
            return true;
        }
        if (Write(table.Find(pending, value), chars, ref written))
        {
            pending = 0;
            return true;
        }
        return RefuseWith(value, chars, ref written);
    }

    /// <summary>Refuses what is pending and a byte that makes no code of it; false when the byte is to be read by itself.</summary>
    bool RefuseWith(byte value, Span<char> chars, ref int written)
    {
        if (value < 0x80 ? FourByteCodes.IsEnd(pending, value) : !FourByteCodes.IsStart(pending))
        {
            Refuse([.. Bytes(pending), value], chars, ref written);
            return true;
        }
        if (FourByteCodes.IsStart(pending))
        {
            RefuseFirst(chars, ref written);
        }
        else
        {
            Refuse(chars, ref written);
        }
        return false;
    }

    /// <summary>Refuses the first byte of a code of four that is none: the digit behind it stands for itself, and a third byte starts anew.</summary>
    void RefuseFirst(Span<char> chars, ref int written)
    {
        var bytes = Bytes(pending);
        Refuse([bytes[0]], chars, ref written);
        chars[written++] = (char)bytes[1];
        pending = bytes.Length > 2 ? bytes[2] : 0;
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
    void Refuse(Span<char> chars, ref int written) => Refuse(Bytes(pending), chars, ref written);

    static byte[] Bytes(int pending) =>
        pending switch
        {
            <= 0xFF => [(byte)pending],
            <= 0xFFFF => [(byte)(pending >> 8), (byte)pending],
            _ => [(byte)(pending >> 16), (byte)(pending >> 8), (byte)pending],
        };

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

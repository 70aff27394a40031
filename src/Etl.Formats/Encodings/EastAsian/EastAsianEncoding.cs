using System.Buffers;
using System.Text;

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>
/// An encoding of ASCII and codes of two to four bytes, as the Encoding Standard reads it. The code pages of .NET know fewer characters
/// and make control characters of bytes that they do not know; here such bytes are invalid.
/// </summary>
sealed class EastAsianEncoding : Encoding
{
    /// <summary>No character has it.</summary>
    const uint NoCode = uint.MaxValue;

    readonly CodeTable table;
    readonly string name;

    EastAsianEncoding(string name, int codePage, CodeTable table)
        : base(codePage)
    {
        this.name = name;
        this.table = table;
    }

    /// <inheritdoc/>
    public override string WebName => name;

    /// <inheritdoc/>
    public override string EncodingName => name;

    /// <inheritdoc/>
    public override bool IsSingleByte => false;

    /// <summary>The encoding that is read instead of a code page of .NET, or null.</summary>
    public static Encoding? Of(int codePage) =>
        codePage switch
        {
            949 or 20949 or 51949 => new EastAsianEncoding("euc-kr", 949, CodeTables.EucKr),
            932 => new EastAsianEncoding("shift_jis", 932, CodeTables.ShiftJis),
            20932 or 51932 => new EastAsianEncoding("euc-jp", 51932, CodeTables.EucJp),
            950 => new EastAsianEncoding("big5", 950, CodeTables.Big5),
            54936 or 936 or 20936 or 51936 => new EastAsianEncoding("gb18030", 54936, CodeTables.Gb18030),
            _ => null,
        };

    /// <inheritdoc/>
    public override Decoder GetDecoder() => new EastAsianDecoder(table, DecoderFallback);

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) =>
        4 * (charCount + 1) * Math.Max(1, EncoderFallback.MaxCharCount);

    /// <inheritdoc/>
    /// <remarks>A code stands for two units at most; three bytes may be left over from the piece before.</remarks>
    public override int GetMaxCharCount(int byteCount) => (byteCount + 3) * Math.Max(2, DecoderFallback.MaxCharCount);

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes.AsSpan(index, count));

    /// <inheritdoc/>
    public override int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        var chars = ArrayPool<char>.Shared.Rent(GetMaxCharCount(bytes.Length));
        var count = GetChars(bytes, chars);
        ArrayPool<char>.Shared.Return(chars);
        return count;
    }

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    /// <inheritdoc/>
    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars) =>
        new EastAsianDecoder(table, DecoderFallback).GetChars(bytes, chars, flush: true);

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => GetByteCount(chars.AsSpan(index, count));

    /// <inheritdoc/>
    public override int GetByteCount(ReadOnlySpan<char> chars) => Encode(chars, [], isCounting: true);

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        GetBytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    /// <inheritdoc/>
    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes) => Encode(chars, bytes, isCounting: false);

    int Encode(ReadOnlySpan<char> chars, Span<byte> bytes, bool isCounting)
    {
        var length = 0;
        for (var index = 0; index < chars.Length; )
        {
            var code = NextCode(chars[index..], out var count);
            if (code == NoCode)
            {
                var replacement = Replacement(chars, index, count);
                length += Encode(replacement, isCounting ? [] : bytes[length..], isCounting);
            }
            else
            {
                var codeLength = CodeLength(code);
                if (!isCounting)
                {
                    Write(code, bytes.Slice(length, codeLength));
                }
                length += codeLength;
            }
            index += count;
        }
        return length;
    }

    /// <summary>The code of the first character or two, <see cref="NoCode"/> when there is none, and how many units it is for.</summary>
    uint NextCode(ReadOnlySpan<char> chars, out int count)
    {
        var first = chars[0];
        count = 1;
        if (first < 0x80)
        {
            return first;
        }
        if (chars.Length > 1 && chars[1] > 0x7F && table.TryFindCode(first | ((uint)chars[1] << 16), out var code))
        {
            count = 2;
            return code;
        }
        count = chars.Length > 1 && char.IsSurrogatePair(first, chars[1]) ? 2 : 1;
        return count == 1 && table.TryFindCode(first, out code) ? code : NoCode;
    }

    /// <summary>What is written for a character that has no code; throws when the fallback does.</summary>
    string Replacement(ReadOnlySpan<char> chars, int index, int count)
    {
        var fallback = EncoderFallback.CreateFallbackBuffer();
        var isAny =
            count == 2
                ? fallback.Fallback(chars[index], chars[index + 1], index)
                : fallback.Fallback(chars[index], index);
        var text = new StringBuilder();
        while (isAny && fallback.Remaining > 0)
        {
            // What a fallback writes must be in the encoding, or there would be no end.
            var character = fallback.GetNextChar();
            text.Append(character < 0x80 ? character : '?');
        }
        return text.ToString();
    }

    static int CodeLength(uint code) =>
        code switch
        {
            <= 0xFF => 1,
            <= 0xFFFF => 2,
            <= 0xFFFFFF => 3,
            _ => 4,
        };

    static void Write(uint code, Span<byte> bytes)
    {
        for (var index = bytes.Length - 1; index >= 0; index--)
        {
            bytes[index] = (byte)code;
            code >>= 8;
        }
    }
}

using System.Text;

namespace Etl.Text;

/// <summary>
/// Folds the case of UTF-8 text for match keys, so that texts which differ only in case get equal bytes.
/// </summary>
/// <remarks>
/// ASCII is lowered byte by byte. Any other character becomes the lower case of its upper case, both by the invariant culture and
/// one character at a time. Going up first joins characters that have several small forms (ς and σ, ſ and s, µ and μ).
/// It is the simple folding: ß stays ß and does not become ss; marks and compatibility forms are left to Unicode normalization.
/// </remarks>
public static class CaseFold
{
    /// <summary>
    /// Longest result for a source of that length in bytes. Folding a character never takes more than one byte more per
    /// two bytes (ı and Ⱥ go from two to three), so one and a half times is enough.
    /// </summary>
    public static int MaxLength(int sourceLength) => sourceLength + (sourceLength + 1) / 2;

    /// <summary>
    /// Writes the folded text and returns its length in bytes. The source should be well-formed; bytes that are not are copied
    /// as they are, so that different malformed texts never become equal.
    /// </summary>
    /// <param name="source">UTF-8 text. It must not overlap the destination.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    public static int Fold(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (Ascii.IsValid(source))
        {
            return AsciiCase.ToLower(source, destination);
        }
        var read = 0;
        var written = 0;
        while (read < source.Length)
        {
            var value = source[read];
            if (value < 0x80)
            {
                destination[written++] = (byte)((uint)(value - 'A') <= 'Z' - 'A' ? value | 0x20 : value);
                read++;
                continue;
            }
            var status = Rune.DecodeFromUtf8(source[read..], out var rune, out var consumed);
            if (status == System.Buffers.OperationStatus.Done)
            {
                written += Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).EncodeToUtf8(destination[written..]);
            }
            else
            {
                source.Slice(read, consumed).CopyTo(destination[written..]);
                written += consumed;
            }
            read += consumed;
        }
        return written;
    }
}

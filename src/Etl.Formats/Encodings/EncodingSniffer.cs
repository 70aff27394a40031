using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Encodings;

/// <summary>
/// Tells an input's encoding from its first bytes: by <c>--encoding</c>, else by a byte order mark, else UTF-8. What is
/// clearly not UTF-8 is refused with the name to try, never guessed.
/// </summary>
static class EncodingSniffer
{
    /// <summary>Lines with invalid UTF-8 that are taken for damage, and rejected one by one, rather than for another encoding.</summary>
    const int DamagedLinesMax = 2;

    /// <summary>Looks at <paramref name="head"/>, the first bytes after unpacking.</summary>
    public static EncodingFinding Find(ReadOnlySpan<byte> head, string? encodingName, string path)
    {
        if (encodingName is not null)
        {
            var named = EncodingCatalog.Find(encodingName);
            RefuseWideName(head, named, encodingName, path);
            return Found(named, $"The encoding is {named.WebName}, as --encoding says.");
        }
        if (OfMark(head) is { } marked)
        {
            return Found(marked, $"The encoding is {marked.WebName}: the file starts with its byte order mark.");
        }
        RefuseUtf16WithoutMark(head, path);
        BinaryFiles.RefuseControls(head, path);
        RefuseOtherThanUtf8(head, path);
        return Found(
            Encoding.UTF8,
            "The encoding is utf-8: the first bytes are valid UTF-8 and there is no byte order mark."
        );
    }

    static EncodingFinding Found(Encoding encoding, string evidence) =>
        new(EncodingCatalog.IsUtf8(encoding) ? null : encoding, encoding.WebName, evidence);

    static Encoding? OfMark(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Encoding.UTF8;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return Encoding.UTF32;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return new UTF32Encoding(true, true);
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }
        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>
    /// A line break in UTF-16 or UTF-32 holds a zero byte, so text without one that is valid UTF-8 was named wrongly; decoded
    /// all the same it would come out as a wall of Chinese characters.
    /// </summary>
    static void RefuseWideName(ReadOnlySpan<byte> head, Encoding named, string encodingName, string path)
    {
        var text = head[..(head.LastIndexOf((byte)'\n') + 1)];
        var isWide = named.GetByteCount("\n") > 1;
        if (isWide && !text.IsEmpty && !head.Contains((byte)0) && Utf8.IsValid(text))
        {
            throw new JobException(
                $"The input \"{path}\" is not {encodingName}, as --encoding says: it is valid UTF-8 and holds no zero byte; leave --encoding out."
            );
        }
    }

    /// <summary>Latin text in UTF-16 has a zero in every other byte.</summary>
    static void RefuseUtf16WithoutMark(ReadOnlySpan<byte> head, string path)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var index = 0; index < head.Length; index++)
        {
            zeros.Even += head[index] == 0 && index % 2 == 0 ? 1 : 0;
            zeros.Odd += head[index] == 0 && index % 2 == 1 ? 1 : 0;
        }
        var many = head.Length / 5;
        var name =
            zeros.Odd > many && zeros.Even < many / 4 ? "utf-16"
            : zeros.Even > many && zeros.Odd < many / 4 ? "utf-16BE"
            : null;
        if (name is not null && head.Length > 1)
        {
            throw new JobException(
                $"The input \"{path}\" is not UTF-8: every other byte is zero, as in UTF-16 without a byte order mark; add --encoding {name}."
            );
        }
    }

    static void RefuseOtherThanUtf8(ReadOnlySpan<byte> head, string path)
    {
        var wide = 0;
        var invalid = 0;
        var invalidBytes = new List<byte>();
        // The last line may be cut in the middle of a character.
        var text = head[..(head.LastIndexOf((byte)'\n') + 1)];
        text = text.IsEmpty ? head : text;
        foreach (var range in text.SplitAny((byte)'\n', (byte)'\r'))
        {
            var line = text[range];
            if (Ascii.IsValid(line))
            {
                continue;
            }
            wide++;
            if (!Utf8.IsValid(line))
            {
                invalid++;
                invalidBytes.AddRange(line);
            }
        }
        if (invalid <= DamagedLinesMax || invalid * 2 <= wide)
        {
            return;
        }
        var likely = LikelyName([.. invalidBytes]);
        throw new JobException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The input \"{path}\" is not UTF-8: {invalid:N0} of the first {wide:N0} lines that hold other than plain ASCII are not valid; name its encoding, most likely --encoding {likely} (others: windows-1252, windows-1251, utf-16, gb18030, big5, shift_jis, euc-kr)."
            )
        );
    }

    /// <summary>
    /// Text of a double-byte code page has its high bytes in pairs; text of a Western one has them one by one. Only good enough
    /// for a hint.
    /// </summary>
    static string LikelyName(byte[] bytes)
    {
        var single = 0;
        var paired = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] < 0x80)
            {
                continue;
            }
            var isPair = index + 1 < bytes.Length && bytes[index + 1] >= 0x40;
            var nextIsHigh = index + 1 < bytes.Length && bytes[index + 1] >= 0x80;
            paired += isPair && nextIsHigh ? 1 : 0;
            single += nextIsHigh ? 0 : 1;
            index += isPair ? 1 : 0;
        }
        return paired > single ? "gb18030" : "windows-1252";
    }
}

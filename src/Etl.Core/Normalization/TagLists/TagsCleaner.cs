using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.TagLists;

/// <summary>
/// A list of labels, split at <c>;</c>, <c>|</c>, <c>,</c> and their forms in Chinese and Japanese, line breaks and <c> ::: </c>; out of their quotes, trimmed,
/// without empty and repeated ones, joined by <c>;</c>. A label cannot hold a semicolon.
/// </summary>
readonly struct TagsCleaner : ICellCleaner
{
    /// <summary>A list up to this many labels is compared label by label, which is faster than hashing.</summary>
    const int ComparedMax = 32;

    // Bytes of a separator of full width.
    const int WideLength = 3;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        !QuotedTags.MayBe(value)
        && !value.ContainsAny((byte)';', (byte)'|', (byte)',')
        && value.IndexOf(":::"u8) < 0
        && WideSeparator(value) < 0
        && CleanText.IsCleanLine(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        int version;
        do
        {
            version = cell.Version;
            // Line breaks separate labels, so they must not become spaces first.
            TextRules.CleanLines(cell);
            TextRules.CleanLine(SplitAtLines(cell));
            TakeFromQuotes(cell);
            Join(cell);
        } while (cell.Version != version && !cell.Value.IsEmpty);
    }

    static CellEdit SplitAtLines(CellEdit cell)
    {
        if (cell.Value.Contains((byte)'\n'))
        {
            var output = cell.RentOutput(cell.Value.Length);
            cell.Value.Replace(output, (byte)'\n', (byte)';');
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(output.Length);
        }
        return cell;
    }

    static void TakeFromQuotes(CellEdit cell)
    {
        if (
            !cell.Value.IsEmpty
            && QuotedTags.MayBe(cell.Value)
            && QuotedTags.TryRead(cell.Value, cell.RentOutput(cell.Value.Length), out var length)
        )
        {
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(length);
        }
    }

    static void Join(CellEdit cell)
    {
        var rest = cell.Value;
        var output = cell.RentOutput(rest.Length);
        var count = 0;
        var tagCount = 0;
        HashSet<string>? seen = null;
        while (!rest.IsEmpty)
        {
            var tag = TextEdges.Trim(NextTag(ref rest), out _);
            if (tag.IsEmpty || IsRepeated(tag, output[..count], tagCount, ref seen))
            {
                continue;
            }
            if (tagCount++ > 0)
            {
                output[count++] = (byte)';';
            }
            tag.CopyTo(output[count..]);
            count += tag.Length;
        }
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(count);
        }
    }

    static ReadOnlySpan<byte> NextTag(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)';', (byte)'|', (byte)',');
        var multiple = rest.IndexOf(":::"u8);
        var separatorLength = 1;
        if (multiple >= 0 && (end < 0 || multiple < end))
        {
            end = multiple;
            separatorLength = 3;
        }
        var wide = WideSeparator(end < 0 ? rest : rest[..end]);
        if (wide >= 0)
        {
            end = wide;
            separatorLength = WideLength;
        }
        if (end < 0)
        {
            var last = rest;
            rest = [];
            return last;
        }
        var tag = rest[..end];
        rest = rest[(end + separatorLength)..];
        return tag;
    }

    // 、 and ， and ；
    static int WideSeparator(ReadOnlySpan<byte> value)
    {
        for (var at = 0; value[at..].IndexOfAny((byte)0xE3, (byte)0xEF) is var next and >= 0; at++)
        {
            at += next;
            var character = value.Slice(at, Math.Min(WideLength, value.Length - at));
            if (character.SequenceEqual("、"u8) || character.SequenceEqual("，"u8) || character.SequenceEqual("；"u8))
            {
                return at;
            }
        }
        return -1;
    }

    static bool IsRepeated(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> joined, int tagCount, ref HashSet<string>? seen)
    {
        if (tagCount < ComparedMax)
        {
            return Holds(joined, tag);
        }
        if (seen is null)
        {
            seen = [];
            foreach (var range in joined.Split((byte)';'))
            {
                seen.Add(Text(joined[range]));
            }
        }
        return !seen.Add(Text(tag));
    }

    // Latin-1 maps each byte to one character: two labels are equal exactly when their strings are.
    static string Text(ReadOnlySpan<byte> tag) => Encoding.Latin1.GetString(tag);

    static bool Holds(ReadOnlySpan<byte> joined, ReadOnlySpan<byte> tag)
    {
        if (joined.IsEmpty)
        {
            return false;
        }
        foreach (var range in joined.Split((byte)';'))
        {
            if (joined[range].SequenceEqual(tag))
            {
                return true;
            }
        }
        return false;
    }
}

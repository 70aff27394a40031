using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;
using Etl.Text.Lists;

namespace Etl.Core.Normalization.TagLists;

/// <summary>
/// A list of labels, split at what <see cref="TagScan"/> says, or taken out of an array; trimmed, without empty and repeated ones, and written as
/// <see cref="ListText"/>: with semicolons between, and in quotes only where a label holds what could divide it.
/// </summary>
readonly struct TagsCleaner : ICellCleaner
{
    /// <summary>A list up to this many labels is compared label by label, which is faster than hashing.</summary>
    const int ComparedMax = 32;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value[0] is not ((byte)'"' or (byte)'[' or (byte)'{')
        && !TagScan.HasSeparator(value)
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
            SplitAtLines(cell);
            TextRules.CleanLine(cell);
            TakeFromArray(cell);
            Join(cell);
        } while (cell.Version != version && !cell.Value.IsEmpty);
    }

    /// <summary>A line break between labels becomes a semicolon; one inside a label in quotes stays, and so becomes a space.</summary>
    static void SplitAtLines(CellEdit cell)
    {
        if (!cell.Value.Contains((byte)'\n'))
        {
            return;
        }
        var output = cell.RentOutput(cell.Value.Length);
        cell.Value.CopyTo(output);
        var scan = new TagScan(cell.Value);
        while (scan.TryNext())
        {
            if (scan.End < output.Length && output[scan.End] == '\n')
            {
                output[scan.End] = ListText.Separator;
            }
        }
        if (!output.SequenceEqual(cell.Value))
        {
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(output.Length);
        }
    }

    static void TakeFromArray(CellEdit cell)
    {
        if (
            ArrayTags.MayBe(cell.Value)
            && ArrayTags.TryRead(cell.Value, cell.RentOutput(ArrayTags.LengthMax(cell.Value.Length)), out var length)
        )
        {
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(length);
        }
    }

    static void Join(CellEdit cell)
    {
        var valueLength = cell.Value.Length;
        var room = cell.RentOutput(ArrayTags.LengthMax(valueLength));
        // The end of the room is for one label out of its quotes.
        var output = room[..^valueLength];
        var unquoted = room[^valueLength..];
        var (count, tagCount) = (0, 0);
        HashSet<string>? seen = null;
        var scan = new TagScan(cell.Value);
        while (scan.TryNext())
        {
            var tag = TextEdges.Trim(Read(scan, unquoted), out _);
            if (tag.IsEmpty)
            {
                continue;
            }
            var start = tagCount > 0 ? count + 1 : count;
            var written = output.Slice(start, ListText.Write(tag, output[start..]));
            if (!IsRepeated(written, output[..count], tagCount, ref seen))
            {
                output[count] = tagCount++ > 0 ? ListText.Separator : output[count];
                count = start + written.Length;
            }
        }
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.TagsFormatted);
            cell.KeepOutput(count);
        }
    }

    static ReadOnlySpan<byte> Read(in TagScan scan, Span<byte> unquoted) =>
        scan.IsQuoted ? unquoted[..ListElement.OfQuoted(scan.Label).Read(unquoted)] : scan.Label;

    /// <summary>True when the list has the label; both are written in the one form, so equal labels are equal bytes.</summary>
    static bool IsRepeated(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> joined, int tagCount, ref HashSet<string>? seen)
    {
        if (tagCount < ComparedMax)
        {
            return Holds(joined, tag);
        }
        if (seen is null)
        {
            seen = [];
            while (ListText.TryTake(ref joined, out var element))
            {
                seen.Add(Text(element.Written));
            }
        }
        return !seen.Add(Text(tag));
    }

    // Latin-1 maps each byte to one character: two labels are equal exactly when their strings are.
    static string Text(ReadOnlySpan<byte> tag) => Encoding.Latin1.GetString(tag);

    static bool Holds(ReadOnlySpan<byte> joined, ReadOnlySpan<byte> tag)
    {
        while (ListText.TryTake(ref joined, out var element))
        {
            if (element.Written.SequenceEqual(tag))
            {
                return true;
            }
        }
        return false;
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Urls;

/// <summary>A web address: text, with scheme and host in lower case. No scheme is added, and the path is left alone.</summary>
readonly struct UrlCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        CleanText.IsCleanLine(value) && !HasCapitals(value[..HostEnd(value)]);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        var value = cell.Value;
        var end = HostEnd(value);
        if (!HasCapitals(value[..end]))
        {
            return;
        }
        var output = cell.RentOutput(value.Length);
        value.CopyTo(output);
        // A user name before the host keeps its case.
        var schemeEnd = SchemeLength(value);
        var at = value[schemeEnd..end].LastIndexOf((byte)'@');
        Lower(output[..schemeEnd]);
        Lower(output[(schemeEnd + at + 1)..end]);
        if (!output.SequenceEqual(value))
        {
            cell.Note(Codes.UrlLowercased);
            cell.KeepOutput(output.Length);
        }
    }

    static void Lower(Span<byte> part) => Ascii.ToLowerInPlace(part, out _);

    static bool HasCapitals(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'A', (byte)'Z');

    static int SchemeLength(ReadOnlySpan<byte> value)
    {
        var mark = value.IndexOf("://"u8);
        return mark > 0 && !value[..mark].ContainsAny((byte)'/', (byte)'?', (byte)' ') ? mark + 3 : 0;
    }

    // Without a scheme, only what looks like a host (it has a dot and no space) is taken for one.
    static int HostEnd(ReadOnlySpan<byte> value)
    {
        var scheme = SchemeLength(value);
        var length = value[scheme..].IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var end = length < 0 ? value.Length : scheme + length;
        var host = value[scheme..end];
        return scheme > 0 || (host.Contains((byte)'.') && !host.Contains((byte)' ')) ? end : 0;
    }
}

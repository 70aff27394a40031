using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Formats.Encodings.Detection;

namespace Etl.Formats.Csv;

/// <summary>Records from behind the head of a file, of places spread up to its end, to judge columns by more than their first values.</summary>
static class CsvPieces
{
    /// <summary>Share of records that a piece may have which are none: one that starts inside quotes has more.</summary>
    const double BadShareMax = 0.1;

    /// <summary>Reads and parses the pieces, each a batch; those that do not look like records are left out.</summary>
    /// <param name="path">The file, which is not packed.</param>
    /// <param name="start">Where its head ends.</param>
    /// <param name="encoding">Its encoding; null for UTF-8. None of units of several bytes.</param>
    /// <param name="source">Makes parsers.</param>
    /// <param name="layout">The columns of the file.</param>
    public static IReadOnlyList<RecordBatch> Read(
        string path,
        long start,
        Encoding? encoding,
        CsvSource source,
        BatchLayout layout
    )
    {
        var batches = new List<RecordBatch>();
        foreach (var piece in FilePieces.Read(path, start))
        {
            var lines = WholeLines(piece);
            var text = encoding is null || lines.IsEmpty ? lines : Encoding.UTF8.GetBytes(encoding.GetString(lines));
            if (!text.IsEmpty && Parse(text, source, layout) is { } batch)
            {
                batches.Add(batch);
            }
        }
        return batches;
    }

    static RecordBatch? Parse(ReadOnlySpan<byte> text, CsvSource source, BatchLayout layout)
    {
        var batch = new RecordBatch(2 * text.Length);
        batch.Block.EnsureCapacity(2 * text.Length, 0);
        text.CopyTo(batch.Block.Buffer);
        batch.Block.Length = text.Length;
        batch.Reset(layout, 0);
        source.CreateParser().Parse(batch);
        var badCount = batch.Rejects.Count + batch.Counts.Entries.Sum(entry => entry.Count);
        return badCount > BadShareMax * batch.RowCount ? null : batch;
    }

    // The first line may be half a record's, and the last one is.
    static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> piece)
    {
        var start = piece.IndexOfAny((byte)'\n', (byte)'\r') + 1;
        var end = piece.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return piece[start..end];
    }
}

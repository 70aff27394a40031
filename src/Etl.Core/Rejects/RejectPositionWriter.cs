using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Text;

namespace Etl.Core.Rejects;

/// <summary>
/// Writes one JSON line per rejected record: <c>file record line lineEnd offset length stage field code message</c>.
/// Line numbers are counted only where a record is rejected, once through the block.
/// </summary>
sealed class RejectPositionWriter(string file, ArrayBufferWriter<byte> output)
{
    static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly List<Reject> sorted = [];

    // One for all lines. It holds nothing between them, so nobody has to dispose it.
    readonly Utf8JsonWriter json = new(output, options);

    /// <summary>Writes the lines of a batch and returns its rejects in row order.</summary>
    public IReadOnlyList<Reject> Write(RecordBatch batch, long originalOffset, IOriginalWriter originals)
    {
        sorted.Clear();
        sorted.AddRange(batch.Rejects);
        sorted.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        var block = batch.Block.Bytes;
        var counted = 0;
        var line = batch.FirstLineNumber;
        var offset = originalOffset;
        foreach (var reject in sorted)
        {
            var row = batch.Rows[reject.Row];
            var before = block[counted..row.Offset];
            var record = block.Slice(row.Offset, row.Length);
            line += LineCounter.Count(before);
            offset += originals.OriginalLength(before);
            var length = originals.OriginalLength(record);
            var lineEnd = line + LineCounter.Count(WithoutLineEnd(record));
            WriteLine(batch, reject, new RejectPosition(line, lineEnd, offset, length));
            line += LineCounter.Count(record);
            offset += length;
            counted = row.Offset + row.Length;
        }
        return sorted;
    }

    void WriteLine(RecordBatch batch, Reject reject, RejectPosition position)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteNumber("record", batch.FirstRecordNumber + reject.Row);
        json.WriteNumber("line", position.Line);
        json.WriteNumber("lineEnd", position.LineEnd);
        json.WriteNumber("offset", position.Offset);
        json.WriteNumber("length", position.Length);
        json.WriteString("stage", StageName(reject.Stage));
        json.WriteString("field", FieldName(batch, reject.Column));
        json.WriteString("code", reject.Code.Name);
        json.WriteString("message", reject.Message ?? reject.Code.Sentence);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    static string? FieldName(RecordBatch batch, int column) =>
        column < 0 ? null : batch.Layout.Columns[column].Field?.Name ?? batch.Layout.Columns[column].Header;

    static string StageName(RejectStage stage) =>
        stage switch
        {
            RejectStage.Parse => "parse",
            RejectStage.Normalize => "normalize",
            RejectStage.Validate => "validate",
            _ => "load",
        };

    static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> record)
    {
        var end = record.Length;
        if (end > 0 && record[end - 1] == (byte)'\n')
        {
            end--;
        }
        if (end > 0 && record[end - 1] == (byte)'\r')
        {
            end--;
        }
        return record[..end];
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Explanations;

/// <summary>Writes one JSON line per explanation: <c>file record line field before after code times</c>.</summary>
/// <remarks>An empty value is null. <c>times</c> is there only when a code counts more than once for a value.</remarks>
sealed class ExplanationWriter(ArrayBufferWriter<byte> output)
{
    static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // One for all lines. It holds nothing between them, so nobody has to dispose it.
    readonly Utf8JsonWriter json = new(output, options);

    /// <summary>Writes the lines of a batch that the sequencer has numbered.</summary>
    public void Write(RecordBatch batch, string input)
    {
        var line = batch.FirstLineNumber;
        var counted = 0;
        foreach (var explanation in batch.Explanations!.InOrder())
        {
            var row = batch.Rows[explanation.Row];
            line += LineCounter.Count(batch.Block.Bytes[counted..row.Offset]);
            counted = row.Offset;
            WriteLine(batch, explanation, input, line);
        }
    }

    void WriteLine(RecordBatch batch, in Explanation explanation, string input, long line)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("file", input);
        json.WriteNumber("record", batch.FirstRecordNumber + explanation.Row);
        json.WriteNumber("line", line);
        json.WriteString("field", FieldName(batch, explanation.Column));
        WriteValue("before", batch.Value(explanation.Before));
        WriteValue("after", batch.Value(explanation.After));
        json.WriteString("code", explanation.Code.Name);
        if (explanation.Times > 1)
        {
            json.WriteNumber("times", explanation.Times);
        }
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    static string? FieldName(RecordBatch batch, int column) =>
        column < 0 ? null : batch.Layout.Columns[column].Field?.Name ?? batch.Layout.Columns[column].Header;
}

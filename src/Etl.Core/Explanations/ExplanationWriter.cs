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
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            json.WriteString("file", input);
            json.WriteNumber("record", batch.FirstRecordNumber + explanation.Row);
            json.WriteNumber("line", line);
            json.WriteString("field", FieldName(batch, explanation.Column));
            WriteValue(json, "before", batch.Value(explanation.Before));
            WriteValue(json, "after", batch.Value(explanation.After));
            json.WriteString("code", explanation.Code.Name);
            if (explanation.Times > 1)
            {
                json.WriteNumber("times", explanation.Times);
            }
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    static void WriteValue(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
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

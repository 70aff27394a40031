using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Composing;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>Writes the pending rows of a batch as lines for another program.</summary>
sealed class CsvComposedEncoder(CsvSinkOptions options, FormatOutput composition) : IBatchEncoder
{
    readonly FormatComposer composer = new(composition);
    readonly UnmappedValues unmapped = new();
    readonly CsvRowWriter writer = new(options.Syntax);
    readonly byte[] lineEnd = options.LineEnd.ToArray();
    byte[] guarded = new byte[256];

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        var output = batch.Encoded;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                composer.Compose(batch, row);
                var destination = output.GetSpan(LengthMax());
                output.Advance(EncodeRow(batch, row, destination));
            }
            output.EndRow();
        }
        unmapped.Count(batch);
    }

    /// <summary>Each value doubled, in quotes, with a guard; delimiters; the line end.</summary>
    int LengthMax()
    {
        var length = 0;
        for (var column = 0; column < composer.ColumnCount; column++)
        {
            length += composer.Value(column).Length;
        }
        return writer.MaxLength(length + (2 * composer.ColumnCount), composer.ColumnCount) + lineEnd.Length;
    }

    int EncodeRow(RecordBatch batch, int row, Span<byte> destination)
    {
        var written = 0;
        for (var column = 0; column < composer.ColumnCount; column++)
        {
            var value = Guard(batch, row, composer.Value(column));
            written += writer.WriteField(value, isFirst: column == 0, destination[written..]);
        }
        lineEnd.CopyTo(destination[written..]);
        return written + lineEnd.Length;
    }

    ReadOnlySpan<byte> Guard(RecordBatch batch, int row, ReadOnlySpan<byte> value)
    {
        if (!options.Guards || !FormulaGuard.IsNeeded(value))
        {
            return value;
        }
        if (guarded.Length <= value.Length)
        {
            guarded = new byte[2 * (value.Length + 1)];
        }
        var safe = guarded.AsSpan(0, FormulaGuard.Add(value, guarded));
        batch.Count(Codes.FormulaGuarded, -1);
        // The copies may move the batch's buffer, so they are made of the whole value, which lies elsewhere now.
        batch.Explanations?.Add(row, -1, Codes.FormulaGuarded, Copy(batch, safe[1..]), Copy(batch, safe));
        return safe;
    }

    static FieldSpan Copy(RecordBatch batch, ReadOnlySpan<byte> value)
    {
        value.CopyTo(batch.RentScratch(value.Length));
        return batch.KeepScratch(value.Length);
    }
}

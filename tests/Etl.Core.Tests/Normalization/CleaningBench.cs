using System.Text;
using Etl.Core.Batches;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization;

/// <summary>Cleans single values as a job would, and says what came of them.</summary>
static class CleaningBench
{
    public static readonly DateOnly Today = new(2026, 6, 15);

    /// <summary>A batch of rows of UTF-8 values under the given fields.</summary>
    public static RecordBatch Batch(string[] fields, params byte[][][] rows) =>
        Batch(
            new BatchLayout([
                .. fields.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "name")),
            ]),
            rows
        );

    /// <summary>A batch of rows of UTF-8 values under a layout.</summary>
    public static RecordBatch Batch(BatchLayout layout, params byte[][][] rows)
    {
        var bytes = rows.SelectMany(row => row).Sum(value => value.Length);
        var batch = new RecordBatch(Math.Max(64, bytes));
        var offset = 0;
        foreach (var value in rows.SelectMany(row => row))
        {
            value.CopyTo(batch.Block.Buffer, offset);
            offset += value.Length;
        }
        batch.Block.Length = offset;
        batch.Reset(layout, 0);
        offset = 0;
        foreach (var row in rows)
        {
            var cells = batch.AddRow(new RowSpan(offset, row.Sum(value => value.Length)));
            for (var column = 0; column < row.Length; column++)
            {
                cells[column] = new Text.FieldSpan(offset, row[column].Length);
                offset += row[column].Length;
            }
        }
        return batch;
    }

    /// <summary>A batch of one row whose cells lie between commas in the block, as a parser makes them; it explains what is done to it.</summary>
    public static RecordBatch BatchOfLine(BatchLayout layout, string line)
    {
        var batch = new RecordBatch(256) { Explanations = new BatchExplanations() };
        var bytes = Encoding.UTF8.GetBytes(line);
        bytes.CopyTo(batch.Block.Buffer, 0);
        batch.Block.Length = bytes.Length;
        batch.Reset(layout, 0);
        var cells = batch.AddRow(new RowSpan(0, bytes.Length));
        var offset = 0;
        var index = 0;
        foreach (var part in line.TrimEnd('\n').Split(','))
        {
            var length = Encoding.UTF8.GetByteCount(part);
            cells[index++] = new Text.FieldSpan(offset, length);
            offset += length + 1;
        }
        return batch;
    }

    public static void Run(RecordBatch batch, NormalizationOptions? options = null)
    {
        foreach (var (column, normalizer) in Normalizers.Plan(batch.Layout, options ?? Options()))
        {
            normalizer.Normalize(batch, column);
        }
    }

    public static NormalizationOptions Options(
        string? country = null,
        DateOrder order = DateOrder.Unknown,
        bool strict = false
    ) =>
        new()
        {
            Country = country,
            DateOrder = order,
            Strict = strict,
            Today = Today,
        };

    /// <summary>The cleaned value, and the codes that were counted, sorted and joined by a space.</summary>
    public static (string Value, string Codes) Clean(string field, string value, NormalizationOptions? options = null)
    {
        var (bytes, codes) = Clean(field, Encoding.UTF8.GetBytes(value), options);
        return (Encoding.UTF8.GetString(bytes), codes);
    }

    public static (byte[] Value, string Codes) Clean(string field, byte[] value, NormalizationOptions? options = null)
    {
        var batch = Batch(
            [field],
            [
                [value],
            ]
        );
        Run(batch, options);
        var codes = batch
            .Counts.Entries.Select(entry => entry.Code.Name)
            .Concat(batch.Rejects.Select(reject => "rejected:" + reject.Code.Name));
        return (batch.Value(0, 0).ToArray(), string.Join(' ', codes.Order(StringComparer.Ordinal)));
    }

    /// <summary>Asserts the outcome of one value, and that cleaning its result again changes nothing.</summary>
    public static void Expect(
        string field,
        string value,
        string cleaned,
        string codes,
        NormalizationOptions? options = null
    )
    {
        var actual = Clean(field, value, options);
        Assert.Equal((cleaned, codes), actual);
        Assert.Equal(cleaned, Clean(field, cleaned, options).Value);
    }
}

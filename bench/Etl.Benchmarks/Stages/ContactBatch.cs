using Etl.Benchmarks.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Formats.Csv;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Stages;

/// <summary>Batches of contact rows for stages to work on, parsed and not cleaned; their values are clean already.</summary>
static class ContactBatch
{
    /// <summary>The columns of <see cref="ContactRows"/>.</summary>
    public static BatchLayout Layout { get; } =
        new([
            .. new[]
            {
                "external_id",
                "first_name",
                "last_name",
                "email",
                "phone",
                "mobile",
                "company",
                "title",
                "street",
                "city",
                "state",
                "postal_code",
                "country",
                "created_at",
            }.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "name")),
        ]);

    /// <summary>A batch with a block that is not parsed yet.</summary>
    /// <param name="length">Bytes of the block. Default: as in a job.</param>
    public static RecordBatch Unparsed(int length = CsvOptions.DefaultBlockBytes)
    {
        var rows = ContactRows.Make(length, quotedPercent: 10);
        var batch = new RecordBatch(rows.Length);
        rows.CopyTo(batch.Block.Buffer, 0);
        batch.Block.Length = rows.Length;
        return batch;
    }

    /// <summary>A batch of rows.</summary>
    /// <param name="keyCount">Match keys per row, which are 0. Default: 0.</param>
    /// <param name="length">Bytes of the block. Default: as in a job.</param>
    public static RecordBatch Make(int keyCount = 0, int length = CsvOptions.DefaultBlockBytes)
    {
        var batch = Unparsed(length);
        Parse(batch, NewParser(), keyCount);
        batch.Keys.Clear();
        return batch;
    }

    /// <summary>What workers parse with.</summary>
    public static CsvBlockParser NewParser() =>
        new(new CsvSyntax(), new CsvLimits().RecordBytesMax, removesGuards: false);

    /// <summary>Parses the block of a batch, once more if need be.</summary>
    public static void Parse(RecordBatch batch, CsvBlockParser parser, int keyCount = 0)
    {
        batch.Reset(Layout, keyCount);
        parser.Parse(batch);
    }

    /// <summary>What a call handles that takes the whole batch.</summary>
    public static CallSize SizeOf(RecordBatch batch) => new(batch.Block.Length, batch.RowCount);
}

using Etl.Core.Batches;
using Etl.Core.KnownFormats;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>The tables that every job asks, each read when it is first asked: some milliseconds together.</summary>
static class JobTables
{
    /// <summary>A record that asks most of them.</summary>
    static readonly (string Field, byte[] Value)[] record =
    [
        ("first_name", [.. "Ann"u8]),
        ("last_name", [.. "Müller "u8]),
        ("email", [.. "Ann@Example.com"u8]),
        ("phone", [.. "(212) 555-0123"u8]),
        ("company", [.. " Example Ltd"u8]),
        ("street", [.. "1 Main St."u8]),
        ("city", [.. "Zürich"u8]),
        ("state", [.. "New York"u8]),
        ("postal_code", [.. "10001-0001"u8]),
        ("country", [.. "usa"u8]),
    ];

    /// <summary>Asks each of them once, in the order in which a job does.</summary>
    public static void Read()
    {
        ReadForInputs();
        ReadForRecords();
    }

    /// <summary>Those that tell what the columns of an input are.</summary>
    static void ReadForInputs()
    {
        _ = HeaderAliases.Default.IsKnown("");
        _ = FormatCatalog.HoldsNames("");
    }

    /// <summary>Those that clean a record.</summary>
    static void ReadForRecords()
    {
        var layout = new BatchLayout([
            .. record.Select(
                (cell, index) => new ColumnPlan(cell.Field, index, ContactFields.Find(cell.Field), MappingSources.Alias)
            ),
        ]);
        var rules = new RecordRules(new JobOptions(), DateTimeOffset.UnixEpoch);
        var batch = new RecordBatch(1024);
        batch.Reset(layout, rules.KeyCount);
        batch.AddRow(default);
        foreach (var (index, cell) in record.Index())
        {
            batch.Replace(0, index, cell.Value);
        }
        foreach (var step in rules.CreateSteps(layout, null))
        {
            step.Run(batch);
        }
    }
}

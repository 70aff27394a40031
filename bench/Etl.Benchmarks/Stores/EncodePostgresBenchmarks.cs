using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Loading;

namespace Etl.Benchmarks.Stores;

/// <summary>Writes the rows of a batch as tuples of PostgreSQL's binary COPY, as a worker does. No server is asked.</summary>
[BenchmarkCategory("encode")]
public class EncodePostgresBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make();
    PostgresEncoder encoder = null!; // set by Setup

    /// <summary>Whether the table has a number and a date, which are read one by one; else all columns are texts, which are copied.</summary>
    [Params(false, true)]
    public bool HasTypes { get; set; }

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        var columns = ContactBatch.Layout.Columns.Select(column => Column(column.Header)).ToList();
        var table = new TargetTable(TableName.Default, 0, columns, Key: null, HasOtherUniques: false, RowEstimate: 0);
        var options = new StoreSinkOptions
        {
            JobId = 1,
            Layouts = [ContactBatch.Layout],
            MatchRules = MatchRule.Default,
            BindKeys = _ => _ => { },
            MemoryBytes = 64 << 20,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
        encoder = new PostgresEncoder(
            LoadPlan.Make(table, isMadeByEtl: false, FieldColumns.Of(table, isMadeByEtl: false), options)
        );
    }

    [Benchmark]
    public int Encode()
    {
        batch.Encoded.Clear();
        encoder.Encode(batch);
        return batch.Rejects.Count == 0 ? batch.Encoded.Length : throw new InvalidOperationException();
    }

    TargetColumn Column(string name) =>
        name switch
        {
            "external_id" when HasTypes => Column(name, "bigint", PostgresType.Int8),
            "created_at" when HasTypes => Column(name, "date", PostgresType.Date),
            _ => Column(name, "text", PostgresType.Text),
        };

    static TargetColumn Column(string name, string typeName, PostgresType type) =>
        new(
            name,
            typeName,
            type,
            TypeOid: 0,
            LengthMax: null,
            Precision: null,
            Scale: null,
            IsNotNull: false,
            IsGenerated: false,
            IsIdentity: false,
            Sequence: null,
            Default: null,
            EnumLabels: []
        );
}

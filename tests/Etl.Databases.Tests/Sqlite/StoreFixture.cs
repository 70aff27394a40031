using System.Security.Cryptography;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Sqlite;
using Etl.Testing;
using Microsoft.Data.Sqlite;

namespace Etl.Databases.Tests.Sqlite;

/// <summary>A store in a fresh folder, jobs that load rows of text into it, and its contents as text.</summary>
sealed class StoreFixture : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    readonly TempFolder folder = new();

    public string Path => folder.File("contacts.db");

    public TempFolder Folder => folder;

    /// <summary>Bytes of keys that are held in memory where all others go to the disk; null for a sink that holds all in memory.</summary>
    public long? KeysInMemory { get; init; }

    /// <summary>What a sink may use, so that its keys stay in memory or leave it at once.</summary>
    public long MemoryBytes => KeysInMemory is null ? 64 << 20 : 0;

    public static BatchLayout Layout(params string[] fields) =>
        new([.. fields.Select((field, index) => new ColumnPlan(field, index, ContactFields.Find(field), "name"))]);

    public static JobStart Start() => new("mapping: {}", ["people.csv"], "0.1.0", Now, Environment.ProcessId);

    public ValueTask<SqliteStore> OpenAsync(SqliteStoreOptions? options = null) =>
        SqliteStore.OpenAsync(
            Path,
            options
                ?? new SqliteStoreOptions
                {
                    BusyTimeout = TimeSpan.FromMilliseconds(200),
                    RecentKeyBytes = KeysInMemory,
                },
            new ManualTimeProvider(Now),
            TestContext.Current.CancellationToken
        );

    public static StoreSinkOptions Options(long jobId, params BatchLayout[] layouts) =>
        new()
        {
            JobId = jobId,
            Layouts = layouts,
            MatchRules = MatchRule.Default,
            BindKeys = layout => batch => ComputeKeys(batch, layout, MatchRule.Default),
            MemoryBytes = 64 << 20,
            Now = Now,
        };

    /// <summary>Loads rows as one whole job, one chunk per <paramref name="rowsPerChunk"/> rows, and returns its buckets.</summary>
    public async Task<(long JobId, List<RowOutcome> Outcomes)> LoadAsync(
        BatchLayout layout,
        IReadOnlyList<string[]> rows,
        Func<StoreSinkOptions, StoreSinkOptions>? change = null,
        int rowsPerChunk = int.MaxValue
    )
    {
        await using var store = await OpenAsync();
        var jobId = await store.BeginJobAsync(Start(), TestContext.Current.CancellationToken);
        var options = Options(jobId, layout) with { MemoryBytes = MemoryBytes };
        var job = new LoadingJob(layout, rows, rowsPerChunk);
        await job.RunAsync(store, change?.Invoke(options) ?? options, int.MaxValue);
        await store.FinishJobAsync(jobId, JobState.Succeeded, "{}", TestContext.Current.CancellationToken);
        return (jobId, job.Outcomes);
    }

    /// <summary>All rows of a query, values joined by <c>|</c>, null as the empty text.</summary>
    public List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(index => $"{reader.GetValue(index)}");
            rows.Add(string.Join('|', values));
        }
        return rows;
    }

    public void Execute(string sql) => Query(sql);

    public static void Fill(RecordBatch batch, BatchLayout layout, IEnumerable<string[]> rows, int keyCount = 3)
    {
        batch.Block.Length = 0;
        batch.Reset(layout, keyCount);
        foreach (var row in rows)
        {
            batch.AddRow(default);
            for (var column = 0; column < row.Length; column++)
            {
                batch.Replace(batch.RowCount - 1, column, Encoding.UTF8.GetBytes(row[column]));
            }
        }
        ComputeKeys(batch, layout, MatchRule.Default);
    }

    /// <summary>Keys as good as those of a real job: equal for equal values of one rule, else different.</summary>
    static void ComputeKeys(RecordBatch batch, BatchLayout layout, IReadOnlyList<MatchRule> rules)
    {
        var slot = 0;
        for (var rule = 0; rule < rules.Count; rule++)
        {
            foreach (var fields in rules[rule].Alternatives)
            {
                var column = layout.ColumnOf(fields[0]);
                for (var row = 0; row < batch.RowCount; row++)
                {
                    var value = column < 0 ? default : batch.Value(row, column);
                    batch.Keys[row * batch.KeyCount + slot] = value.IsEmpty ? 0 : Key(rule, value);
                }
                slot++;
            }
        }
    }

    static UInt128 Key(int rule, ReadOnlySpan<byte> value)
    {
        var hash = SHA256.HashData([(byte)rule, .. value]);
        return new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    public void Dispose() => folder.Dispose();
}

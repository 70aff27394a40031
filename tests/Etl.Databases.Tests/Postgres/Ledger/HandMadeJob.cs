using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Ledger;

/// <summary>A job whose chunks are written in SQL, as a sink would: contacts, images and the chunk's row in one transaction.</summary>
sealed class HandMadeJob
{
    readonly PostgresDatabase database;
    readonly TargetTable table;
    readonly PostgresLedger ledger;

    int chunkCount;
    long inserted;
    long updated;

    HandMadeJob(PostgresDatabase database, TargetTable table, long jobId)
    {
        this.database = database;
        this.table = table;
        Id = jobId;
        ledger = new PostgresLedger(table.Name);
    }

    public long Id { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HandMadeJob> BeginAsync(PostgresDatabase database, string table)
    {
        await using var store = await OpenStoreAsync(database, table);
        var start = new JobStart("mapping: {}", ["people.csv"], "0.1.0", TimeProvider.System.GetUtcNow(), 1);
        var jobId = await store.BeginJobAsync(start with { Host = "elsewhere" }, Token);
        await using var connection = await database.OpenAsync(Token);
        var target = await TargetTable.ReadAsync(connection, TableName.Parse(table), Token);
        return new HandMadeJob(database, target!, jobId);
    }

    public static ValueTask<PostgresStore> OpenStoreAsync(PostgresDatabase database, string table) =>
        PostgresStore.OpenAsync(
            PostgresAddress.Parse(database.UriOf(table)),
            new PostgresStoreOptions(),
            TimeProvider.System,
            Token
        );

    /// <summary>One chunk that inserts rows with a range of ids.</summary>
    public Task InsertAsync(string sql, long firstId, long lastId) =>
        ChunkAsync(connection => RunAsync(connection, sql), _ => Task.FromResult(0), firstId, lastId);

    /// <summary>One chunk that inserts rows and notes their keys; the statement returns them.</summary>
    public Task InsertNotedAsync(string sqlReturningKeys) =>
        ChunkAsync(
            connection =>
                RunAsync(
                    connection,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"with added (key) as ({sqlReturningKeys}) insert into {ledger.Tables.Inserted} select {Id}, {chunkCount}, key::text from added"
                    )
                ),
            _ => Task.FromResult(0)
        );

    /// <summary>One chunk that inserts rows whose keys nobody knows.</summary>
    public Task InsertUnknownAsync(string sql) =>
        ChunkAsync(connection => RunAsync(connection, sql), _ => Task.FromResult(0));

    /// <summary>One chunk that updates the rows <c>t</c> for which a condition holds.</summary>
    public Task UpdateAsync(string assignments, string condition) =>
        ChunkAsync(
            _ => Task.FromResult(0),
            async connection =>
            {
                var key = $"t.{Sql.Quote(table.Key!.Name)}";
                await RunAsync(
                    connection,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"insert into {ledger.Tables.Before} (for_job, chunk, key, xid, image) select {Id}, {chunkCount}, {key}::text, t.xmin::text::bigint, {BeforeImage.Of(table, "t")} from {table.Name.Quoted} t where {condition} on conflict do nothing"
                    )
                );
                return await RunAsync(connection, $"update {table.Name.Quoted} t set {assignments} where {condition}");
            }
        );

    public async Task<UndoResult> UndoAsync()
    {
        await using var store = await OpenStoreAsync(database, table.Name.ToString());
        return await store.UndoAsync(Id, Token);
    }

    public async Task FinishAsync()
    {
        await using var store = await OpenStoreAsync(database, table.Name.ToString());
        await store.FinishJobAsync(Id, JobState.Succeeded, null, Token);
    }

    public async Task<VerifyResult> VerifyAsync()
    {
        await using var store = await OpenStoreAsync(database, table.Name.ToString());
        return await store.VerifyAsync(Id, Token);
    }

    async Task ChunkAsync(
        Func<NpgsqlConnection, Task<int>> insert,
        Func<NpgsqlConnection, Task<int>> update,
        long? firstId = null,
        long? lastId = null
    )
    {
        await using var connection = await database.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var insertedHere = await insert(connection);
        var updatedHere = await update(connection);
        inserted += insertedHere;
        updated += updatedHere;
        await ledger.AddChunkAsync(connection, Id, Checkpoint(), firstId, lastId, insertedHere, updatedHere, Token);
        await transaction.CommitAsync(Token);
        chunkCount++;
    }

    Checkpoint Checkpoint() =>
        new()
        {
            ChunkNumber = chunkCount,
            InputIndex = 0,
            Position = new SourcePosition(0, null, 0),
            OriginalOffset = 0,
            RecordCount = 0,
            LineCount = 0,
            Totals = new JobTotals(
                new RowTotals
                {
                    Read = inserted + updated,
                    Inserted = inserted,
                    Updated = updated,
                },
                []
            ),
            RejectLengths = new Dictionary<string, long>(),
        };

    static async Task<int> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(Token);
    }
}

using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres;

public sealed class PostgresProxyTests
{
    [Fact]
    public async Task Without_cuts_everything_passes()
    {
        await using var database = await CreateTableAsync();
        await using var proxy = Start(database);

        await LoadAsync(database, proxy);

        Assert.Equal(Rows, await CountAsync(database));
        Assert.Equal(1, proxy.CountOf(PostgresStep.CopyDone));
        Assert.Equal(1, proxy.CountOf(PostgresStep.CommitAnswered));
        Assert.Equal(0, proxy.CountOf(PostgresStep.CopyFail));
    }

    [Theory]
    [InlineData(PostgresStep.CopyData, 0)]
    [InlineData(PostgresStep.CopyDone, 0)]
    [InlineData(PostgresStep.Statement, 0)]
    [InlineData(PostgresStep.BeforeCommit, 0)]
    [InlineData(PostgresStep.CommitAnswered, Rows)]
    [InlineData(PostgresStep.CommitHalfAnswered, Rows)]
    [InlineData(PostgresStep.CommitAnsweredByShutdown, Rows)]
    public async Task A_cut_ends_the_connection_where_it_says(PostgresStep step, long rows)
    {
        await using var database = await CreateTableAsync();
        await using var proxy = Start(database, new PostgresCut(step, 1));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => LoadAsync(database, proxy));
        Assert.Equal(0, proxy.CutsLeft);
        Assert.Equal(rows, await CountAsync(database));

        await LoadAsync(database, proxy);
        Assert.Equal(rows + Rows, await CountAsync(database));
    }

    [Fact]
    public async Task After_a_cut_the_server_may_seem_to_start_for_a_while()
    {
        await using var database = await CreateTableAsync();
        await using var proxy = Start(database, new PostgresCut(PostgresStep.CopyData, 1));
        // Npgsql tries each connection twice, the second time without asking for TLS.
        proxy.RefusalsAfterCut = 2;

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => LoadAsync(database, proxy));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => LoadAsync(database, proxy));
        Assert.Equal(PostgresErrorCodes.CannotConnectNow, refusal.SqlState);

        await LoadAsync(database, proxy);
        Assert.Equal(Rows, await CountAsync(database));
    }

    const int Rows = 10_000;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static PostgresProxy Start(PostgresDatabase database, params IEnumerable<PostgresCut> cuts) =>
        PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port, cuts);

    static async Task<PostgresDatabase> CreateTableAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync("create table t (number int)", Cancellation);
        return database;
    }

    static Task<long> CountAsync(PostgresDatabase database) =>
        database.ScalarAsync<long>("select count(*) from t", Cancellation);

    static async Task LoadAsync(PostgresDatabase database, PostgresProxy proxy)
    {
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = proxy.Port,
        };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (
            var import = await connection.BeginBinaryImportAsync("copy t from stdin (format binary)", Cancellation)
        )
        {
            for (var row = 0; row < Rows; row++)
            {
                await import.StartRowAsync(Cancellation);
                await import.WriteAsync(row, Cancellation);
            }
            await import.CompleteAsync(Cancellation);
        }
        await transaction.CommitAsync(Cancellation);
    }
}

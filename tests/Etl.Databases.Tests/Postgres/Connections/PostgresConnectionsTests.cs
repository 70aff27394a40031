using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Connections;

public sealed class PostgresConnectionsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_says_what_it_is_for_and_forgets_the_timeouts_of_its_role()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync(
            $"alter database {database.Name} set statement_timeout = 1000; alter database {database.Name} set idle_in_transaction_session_timeout = 1000",
            Cancellation
        );
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        await using var connection = await connections.OpenAsync("load 1", Cancellation);
        await using var transaction = await connections.BeginAsync(connection, Cancellation);
        await using var command = new NpgsqlCommand(
            "select current_setting('application_name'), current_setting('statement_timeout'), current_setting('lock_timeout'), "
                + "current_setting('idle_in_transaction_session_timeout'), current_setting('TimeZone'), pg_sleep(1.1)",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));

        Assert.Equal(["etl load 1", "0", "1min", "0", "UTC"], Enumerable.Range(0, 5).Select(reader.GetString));
        Assert.False(connections.IsPooled);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failing_world_that_may_come_back()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var failure = await Assert.ThrowsAsync<PipelineException>(() =>
            OpenAsync(FormattableString.Invariant($"postgres://etl:s3cret@127.0.0.1:{port}/crm"))
        );

        Assert.Contains("Nothing listens at 127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.True(PostgresFailures.IsTransient(failure));
    }

    [Fact]
    public async Task The_socket_of_a_server_on_this_machine_is_opened_in_every_spelling()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var cluster = (await PostgresServer.SharedAsync()).Cluster;
        Assert.SkipUnless(cluster is not null, "The server is not this test's own, so its socket is not known.");
        var (folder, port) = (cluster.Folder, cluster.Port.ToString(CultureInfo.InvariantCulture));
        var login = $"{PostgresCluster.User}:{Uri.EscapeDataString(PostgresCluster.Password)}";
        string[] targets =
        [
            $"postgres://{login}@{Uri.EscapeDataString(folder)}:{port}/{database.Name}",
            $"postgresql://{login}@/{database.Name}?host={folder}&port={port}&sslmode=require",
            $"Host={folder};Port={port};Database={database.Name};Username={PostgresCluster.User};Password='{PostgresCluster.Password}'",
        ];
        foreach (var target in targets)
        {
            await using var connections = new PostgresConnections(PostgresAddress.Parse(target));
            await using var connection = await connections.OpenAsync("test", Cancellation);
            await using var command = new NpgsqlCommand("select inet_client_addr() is null", connection);
            Assert.Equal(true, await command.ExecuteScalarAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_named_by_its_file()
    {
        using var folder = new TempFolder();
        var failure = await Assert.ThrowsAsync<PipelineException>(() =>
            OpenAsync($"Host={folder.Path};Port=7;Database=crm;Username=etl")
        );

        Assert.Contains(Path.Combine(folder.Path, ".s.PGSQL.7"), failure.Message, StringComparison.Ordinal);
        Assert.True(PostgresFailures.IsTransient(failure));
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_named()
    {
        var failure = await Assert.ThrowsAsync<PipelineException>(() =>
            OpenAsync("postgres://etl@no-such-host.invalid/crm")
        );

        Assert.Contains("no-such-host.invalid:5432 is not known", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_says_28P01_and_does_not_repeat_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync(
            "do $$ begin create role etl_nobody login password 'x'; exception when duplicate_object then end $$",
            Cancellation
        );
        var uri = new Uri(database.Uri);

        var failure = await Assert.ThrowsAsync<JobException>(() =>
            OpenAsync($"postgres://etl_nobody:s3cret@{uri.Authority}/{database.Name}")
        );

        Assert.Contains("refuses the password of the user 'etl_nobody'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(SQLSTATE 28P01).", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_password_says_where_it_may_come_from()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var uri = new Uri(database.Uri);
        using var folder = new TempFolder();
        var empty = folder.Write("pgpass", "");

        var failure = await Assert.ThrowsAsync<JobException>(() =>
            OpenAsync($"postgres://postgres@{uri.Authority}/{database.Name}?passfile={empty}")
        );

        Assert.Contains("PGPASSWORD, or enter it in ~/.pgpass", failure.Message, StringComparison.Ordinal);
        Assert.True(PostgresFailures.IsPasswordMissing(failure.InnerException!));
    }

    [Fact]
    public async Task A_password_file_that_is_not_there_is_named()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var uri = new Uri(database.Uri);

        var failure = await Assert.ThrowsAsync<JobException>(() =>
            OpenAsync($"postgres://postgres@{uri.Authority}/{database.Name}?passfile=/nowhere")
        );

        Assert.Contains("'/nowhere'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_says_3D000()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<JobException>(() =>
            OpenAsync(database.Uri.Replace(database.Name, "no_such_database", StringComparison.Ordinal))
        );

        Assert.Contains("has no database 'no_such_database'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("3D000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_cannot_be_asked_for_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<JobException>(() => OpenAsync($"{database.Uri}?sslmode=require"));

        Assert.Contains("has no TLS, which the address asks for", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_is_transient_and_a_broken_constraint_is_the_rows_fault()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        await using var connection = await connections.OpenAsync("victim", Cancellation);

        var cell = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, "select 'x'::int"));
        await database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'etl victim'",
            Cancellation
        );
        var lost = await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(connection, "select 1"));

        Assert.True(PostgresFailures.IsRowFault(cell));
        Assert.False(PostgresFailures.IsTransient(cell));
        Assert.True(PostgresFailures.IsTransient(lost));
        Assert.True(PostgresFailures.IsTransient(PostgresFailures.Describe(connections.Address, lost, "load a chunk")));
    }

    [Fact]
    public void A_disk_of_this_machine_that_fails_is_no_failure_of_the_server()
    {
        var full = new IOException("No space left on device");

        Assert.False(PostgresFailures.IsTransient(new PipelineException("Full.", full) { IsOfDisk = true }));
        Assert.True(PostgresFailures.IsTransient(new PipelineException("Lost.", full)));
    }

    [Fact]
    public async Task Connections_opened_ahead_are_those_that_are_needed_next()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        await using var first = await connections.OpenAsync("ledger", Cancellation);

        connections.OpenAhead(2);
        await using var second = await connections.OpenAsync("load 1", Cancellation);
        await using var third = await connections.OpenAsync("load 1", Cancellation);

        Assert.Equal(["etl ledger", "etl load 1", "etl load 1"], await NamesAsync(database, 3));
        await using var fourth = await connections.OpenAsync("load 1", Cancellation);
        Assert.Equal(4, (await NamesAsync(database, 4)).Count);
    }

    [Fact]
    public async Task A_connection_that_is_kept_is_used_again_under_another_name()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        connections.LimitReady(1);
        var first = await connections.OpenAsync("ledger", Cancellation);
        var process = first.ProcessID;
        await connections.KeepAsync(first);

        await using var again = await connections.OpenAsync("lock", Cancellation);

        Assert.Equal(process, again.ProcessID);
        Assert.Equal(["etl lock"], await NamesAsync(database, 1));
    }

    [Fact]
    public async Task A_connection_for_which_there_is_no_room_is_closed()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        await connections.KeepAsync(await connections.OpenAsync("ledger", Cancellation));
        Assert.Empty(await NamesAsync(database, 0));

        connections.OpenAhead(3);
        connections.LimitReady(1);

        Assert.Single(await NamesAsync(database, 1));
        await connections.DisposeAsync();
        Assert.Empty(await NamesAsync(database, 0));
    }

    [Fact]
    public async Task A_connection_that_the_server_ended_while_it_waited_is_replaced()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        connections.LimitReady(1);
        await connections.KeepAsync(await connections.OpenAsync("ledger", Cancellation));
        await database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'etl ledger' and datname = current_database()",
            Cancellation
        );

        await using var connection = await connections.OpenAsync("load 1", Cancellation);

        await RunAsync(connection, "select 1");
        Assert.Equal(["etl load 1"], await NamesAsync(database, 1));
    }

    [Fact]
    public async Task A_connection_that_a_firewall_forgot_while_it_waited_is_replaced()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var port = new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        await using var proxy = PostgresProxy.Start(port);
        var uri = new UriBuilder(database.Uri) { Host = "127.0.0.1", Port = proxy.Port };
        await using var connections = new PostgresConnections(PostgresAddress.Parse(uri.ToString()))
        {
            AnswersWithin = TimeSpan.FromSeconds(1),
        };
        connections.LimitReady(1);
        var first = await connections.OpenAsync("ledger", Cancellation);
        var process = first.ProcessID;
        await connections.KeepAsync(first);
        proxy.SwallowOpen();

        await using var second = await connections
            .OpenAsync("load 1", Cancellation)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.NotEqual(process, second.ProcessID);
        await RunAsync(second, "select 1");
    }

    [Fact]
    public async Task A_connection_ahead_that_the_server_refuses_is_refused_to_who_needs_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync(
            $"create role {database.Name}_one login password 'x' connection limit 1",
            Cancellation
        );
        try
        {
            var target = $"postgres://{database.Name}_one:x@{new Uri(database.Uri).Authority}/{database.Name}";
            await using var connections = new PostgresConnections(PostgresAddress.Parse(target));
            await using var first = await connections.OpenAsync("ledger", Cancellation);

            connections.OpenAhead(2);
            var failure = await Assert.ThrowsAsync<PipelineException>(async () =>
                await connections.OpenAsync("load 1", Cancellation)
            );

            Assert.Contains("(SQLSTATE 53300)", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.ExecuteAsync($"drop role {database.Name}_one", Cancellation);
        }
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_connection_leaves_none_behind()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        connections.OpenAhead(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await connections.OpenAsync("load 1", stopped.Token)
        );
        await connections.DisposeAsync();

        Assert.Empty(await NamesAsync(database, 0));
    }

    /// <summary>Names of Etl's connections to the database, when there are so many or after two seconds.</summary>
    static async Task<List<string?>> NamesAsync(PostgresDatabase database, int count)
    {
        List<string?[]> rows = [];
        for (var attempt = 0; attempt < 20 && (attempt == 0 || rows.Count != count); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(attempt * 10), Cancellation);
            rows = await database.RowsAsync(
                "select application_name from pg_stat_activity where datname = current_database() and application_name like 'etl%' order by 1",
                Cancellation
            );
        }
        return [.. rows.Select(row => row[0])];
    }

    static async Task OpenAsync(string target)
    {
        await using var connections = new PostgresConnections(PostgresAddress.Parse(target));
        await using var connection = await connections.OpenAsync("test", Cancellation);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}

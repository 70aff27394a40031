using System.Net;
using System.Net.Sockets;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Databases that are not there, not reachable or not permitted: one sentence each, with the right exit code.</summary>
public sealed class PostgresFailureTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so_soon()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        OneSentence.Expect(
            3,
            "Nothing listens at 127.0.0.1",
            await ImportAsync(FormattableString.Invariant($"postgres://etl@127.0.0.1:{port}/crm"))
        );
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_database_are_said_so()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await RoleAsync(database);

        OneSentence.Expect(2, "28P01", await ImportAsync(UriOf(database, "wrong")));
        OneSentence.Expect(
            2,
            "3D000",
            await ImportAsync(database.Uri.Replace(database.Name, "nowhere", StringComparison.Ordinal))
        );
        OneSentence.Expect(2, "has no TLS", await ImportAsync(database.Uri + "?sslmode=require"));
    }

    [Fact]
    public async Task A_table_that_may_not_be_written_is_said_so()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await RoleAsync(database);
        await database.ExecuteAsync(
            "create table contacts (id bigint primary key, first_name text, email text)",
            Cancellation
        );

        OneSentence.Expect(2, "42501", await ImportAsync(UriOf(database, "right")));
    }

    [Fact]
    public async Task A_server_that_asks_for_TLS_is_understood()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var cluster = server.Cluster!;
        await using var database = await server.AddDatabaseAsync(Cancellation);
        var rules = await File.ReadAllTextAsync(Path.Combine(cluster.DataFolder, "pg_hba.conf"), Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(cluster.DataFolder, "pg_hba.conf"),
            "hostssl "
                + database.Name
                + " all 127.0.0.1/32 scram-sha-256\nhostnossl "
                + database.Name
                + " all all reject\n"
                + rules,
            Cancellation
        );
        await cluster.RestartAsync(Cancellation);

        var result = await ImportAsync(database.Uri);
        OneSentence.Expect(2, "28000", result);
        Assert.Contains("TLS", result.Error, StringComparison.Ordinal);
    }

    static async Task RoleAsync(PostgresDatabase database) =>
        await database.ExecuteAsync($"create role {database.Name}_user login password 'right'", Cancellation);

    static string UriOf(PostgresDatabase database, string password) =>
        $"postgres://{database.Name}_user:{password}@{new Uri(database.Uri).Authority}/{database.Name}";

    async Task<CommandResult> ImportAsync(string target)
    {
        var input = folder.Write("in.csv", "First Name,Email\nAnn,ann@x.com\n");
        return await CommandLine.RunAsync("import", input, "--to", target);
    }
}

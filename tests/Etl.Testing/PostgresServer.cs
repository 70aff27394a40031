using Npgsql;
using Xunit;

namespace Etl.Testing;

/// <summary>
/// A real PostgreSQL server for tests: the one that <c>ETL_TEST_POSTGRES</c> names (a URI of a role that may make databases),
/// else a throw-away cluster from the machine's binaries, else a container. One per test process, started when the first test
/// asks for it; every test makes its own database in it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Environment variable with the URI of a server to use.</summary>
    public const string Variable = "ETL_TEST_POSTGRES";

    /// <summary>Environment variable that makes tests fail instead of being skipped when there is no server.</summary>
    public const string RequiredVariable = "ETL_TEST_POSTGRES_REQUIRED";

    static readonly Lazy<Task<PostgresServer?>> Shared = new(() => FindAsync(CancellationToken.None));

    readonly string administratorString;
    readonly IAsyncDisposable? host;

    int databaseCount;

    PostgresServer(string administratorString, IAsyncDisposable? host)
    {
        this.administratorString = administratorString;
        this.host = host;
    }

    /// <summary>What a skipped test says.</summary>
    public static string Missing =>
        $"PostgreSQL is not there: set {Variable} to the URI of a server, install the package postgresql, or start docker.";

    /// <summary>The cluster behind it, to stop and restart it; null when the server is somebody else's.</summary>
    public PostgresCluster? Cluster => host as PostgresCluster;

    /// <summary>A fresh, empty database in the process's server, dropped when disposed. Skips the test when there is no server.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        await (await SharedAsync()).AddDatabaseAsync(cancellationToken);

    /// <summary>The process's server. Skips the test when there is none.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        var server = await Shared.Value;
        SkipUnless(server is not null);
        return server!;
    }

    /// <summary>A cluster of one's own, which may be stopped and restarted. Skips the test when there are no binaries.</summary>
    /// <param name="settings">Further server settings, for example <c>max_connections=10</c>.</param>
    public static async Task<PostgresServer> StartOwnAsync(params string[] settings)
    {
        SkipUnless(PostgresCluster.IsInstalled);
        var cluster = await PostgresCluster.StartAsync(settings, CancellationToken.None);
        return new PostgresServer(cluster.ConnectionString, cluster);
    }

    /// <summary>A fresh, empty database in this server, dropped when disposed.</summary>
    public async Task<PostgresDatabase> AddDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref databaseCount);
        var name = FormattableString.Invariant($"etl_test_{Environment.ProcessId}_{number}");
        return await PostgresDatabase.CreateAsync(administratorString, name, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    static void SkipUnless(bool isThere)
    {
        if (!isThere && Environment.GetEnvironmentVariable(RequiredVariable) is { Length: > 0 })
        {
            Assert.Fail(Missing);
        }
        Assert.SkipUnless(isThere, Missing);
    }

    static async Task<PostgresServer?> FindAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri)
        {
            return new PostgresServer(FromUri(uri), host: null);
        }
        if (PostgresCluster.IsInstalled)
        {
            var cluster = await PostgresCluster.StartAsync([], cancellationToken);
            return new PostgresServer(cluster.ConnectionString, cluster);
        }
        var container = await PostgresContainer.TryStartAsync(cancellationToken);
        return container is null ? null : new PostgresServer(container.ConnectionString, container);
    }

    static string FromUri(string text)
    {
        var uri = new Uri(text);
        var login = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = uri.AbsolutePath.Trim('/') is { Length: > 0 } database
                ? Uri.UnescapeDataString(database)
                : "postgres",
            Username = Uri.UnescapeDataString(login[0]),
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
            Pooling = false,
        }.ConnectionString;
    }
}

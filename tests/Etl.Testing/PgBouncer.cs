using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Etl.Testing;

/// <summary>
/// A pgBouncer in front of a server of this machine that gives each transaction another connection, of a pool of few. Tests that
/// need it are skipped where the program is not installed.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    const string Program = "/usr/sbin/pgbouncer";
    const string SystemUser = "postgres";

    static readonly TimeSpan startMax = TimeSpan.FromSeconds(20);

    readonly string folder;
    readonly Process process;

    PgBouncer(string folder, Process process, int port)
    {
        this.folder = folder;
        this.process = process;
        Port = port;
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<PgBouncer> StartAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(
            File.Exists(Program) && Environment.IsPrivilegedProcess,
            "pgBouncer is not there, or may not be started: install the package pgbouncer and run as root."
        );
        var folder = Directory.CreateTempSubdirectory("etl-pgbouncer-").FullName;
        // Its users are the server's, which are no secret; it runs as another user, who has to read them.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }
        var port = FreePort();
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "users"),
            $"\"{server.Username}\" \"{server.Password}\"\n",
            cancellationToken
        );
        var settings = Path.Combine(folder, "settings");
        await File.WriteAllTextAsync(settings, Settings(folder, port, server.Port), cancellationToken);
        var start = new ProcessStartInfo("runuser", ["-u", SystemUser, "--", Program, "-q", settings])
        {
            RedirectStandardError = true,
        };
        var bouncer = new PgBouncer(folder, Process.Start(start)!, port);
        await bouncer.WaitAsync(cancellationToken);
        return bouncer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static string Settings(string folder, int port, int serverPort) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            [databases]
            * = host=127.0.0.1 port={serverPort}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = plain
            auth_file = {folder}/users
            pool_mode = transaction
            default_pool_size = 6
            server_lifetime = 1
            ignore_startup_parameters = extra_float_digits
            """
        );

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    async Task WaitAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return;
            }
            catch (SocketException) when (watch.Elapsed < startMax && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }
    }
}

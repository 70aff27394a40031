using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Etl.Testing;

/// <summary>
/// A throw-away PostgreSQL cluster in a temporary folder, on a free port of 127.0.0.1. A shell waits at the end of a pipe that
/// this process holds and takes server and folder away when the pipe closes: also when this process is killed.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>The superuser.</summary>
    public const string User = "postgres";

    /// <summary>Its password, which is no secret: the server listens on this machine only, and for minutes.</summary>
    public const string Password = "etl test/pässword";

    const string SystemUser = "postgres";

    // Restarts must not lose a port to a server that another test process starts meanwhile: a few attempts are enough.
    const int StartsMax = 5;

    static readonly Lazy<string?> Binaries = new(FindBinaries);

    const int FirstPort = 15_000;
    const int LastPort = 32_000;

    readonly Random ports = new(Environment.ProcessId + Environment.TickCount);
    readonly Process keeper;
    readonly string[] settings;

    PostgresCluster(string folder, Process keeper, string[] settings)
    {
        Folder = folder;
        this.keeper = keeper;
        this.settings = settings;
    }

    /// <summary>True when the machine has the server's programs.</summary>
    public static bool IsInstalled => Binaries.Value is not null;

    /// <summary>Folder of everything: data folder, socket, server log.</summary>
    public string Folder { get; }

    /// <summary>The server's data folder.</summary>
    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>The server's log.</summary>
    public string LogFile => Path.Combine(Folder, "server.log");

    /// <summary>Port on 127.0.0.1; stays the same over restarts.</summary>
    public int Port { get; private set; }

    /// <summary>Process id of the postmaster, or null when the server is stopped.</summary>
    public int? ProcessId =>
        File.Exists(PidFile) && File.ReadLines(PidFile).FirstOrDefault() is { Length: > 0 } line
            ? int.Parse(line, CultureInfo.InvariantCulture)
            : null;

    /// <summary>For Npgsql: database <c>postgres</c>, superuser, no pooling.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = "postgres",
            Username = User,
            Password = Password,
            Pooling = false,
        }.ConnectionString;

    string PidFile => Path.Combine(DataFolder, "postmaster.pid");

    /// <summary>Makes and starts one.</summary>
    /// <param name="settings">Further server settings, for example <c>max_connections=10</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<PostgresCluster> StartAsync(string[] settings, CancellationToken cancellationToken)
    {
        var folder = (await RunAsync("/", cancellationToken, "mktemp", "-d", Template)).Trim();
        var cluster = new PostgresCluster(folder, Keep(folder), settings);
        try
        {
            await cluster.InitializeAsync(cancellationToken);
            await cluster.StartOnFreePortAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the stopped server on its old port and waits until it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default) =>
        await ControlAsync(cancellationToken, "start", "-l", LogFile, "-o", ServerOptions());

    /// <summary>Restarts the server: connections are ended (57P01), transactions rolled back.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await ControlAsync(cancellationToken, "stop", "-m", "fast");
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>Stops the server at once, as a crash would; <see cref="StartAgainAsync"/> recovers it.</summary>
    public async Task StopImmediateAsync(CancellationToken cancellationToken = default) =>
        await ControlAsync(cancellationToken, "stop", "-m", "immediate");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    static string Template => Path.Combine(Path.GetTempPath(), "etl-postgres-XXXXXX");

    async Task InitializeAsync(CancellationToken cancellationToken)
    {
        const string script = """
            printf '%s' "$2" > "$1/password"
            "$0/initdb" -D "$1/data" -U postgres -A scram-sha-256 --pwfile="$1/password" -E UTF8 --locale=C --no-sync
            """;
        await RunAsync(Folder, cancellationToken, "sh", "-c", script, Binaries.Value!, Folder, Password);
    }

    async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var start = 1; ; start++)
        {
            Port = FreePort();
            try
            {
                await StartAgainAsync(cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (start < StartsMax)
            {
                // Somebody else took the port between looking and starting.
            }
        }
    }

    string ServerOptions() =>
        string.Join(
            ' ',
            new[]
            {
                FormattableString.Invariant($"port={Port}"),
                "listen_addresses=127.0.0.1",
                $"unix_socket_directories={Folder}",
                "fsync=off",
                "max_connections=200",
                "shared_buffers=128MB",
                "max_wal_size=2GB",
                "max_prepared_transactions=10",
            }
                .Concat(settings)
                .Select(setting => $"-c '{setting}'")
        );

    Task<string> ControlAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(
            Folder,
            cancellationToken,
            [Path.Combine(Binaries.Value!, "pg_ctl"), "-w", "-s", "-D", DataFolder, .. arguments]
        );

    /// <summary>The shell at the end of the pipe. Its group ignores the terminal's signals, which it shares with the tests.</summary>
    static Process Keep(string folder)
    {
        const string script = """
            trap '' INT TERM HUP
            cat > /dev/null
            if [ -s "$1/data/postmaster.pid" ]; then
                server=$(head -n 1 "$1/data/postmaster.pid")
                kill -QUIT "$server" 2> /dev/null
                for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                    kill -0 "$server" 2> /dev/null || break
                    sleep 0.1
                done
            fi
            rm -rf "$1"
            """;
        var start = new ProcessStartInfo("sh", ["-c", script, "etl-postgres-keeper", folder])
        {
            RedirectStandardInput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("sh could not be started.");
    }

    /// <summary>
    /// A port below those that the system gives to outgoing connections: one of these would take it while the server restarts.
    /// </summary>
    int FreePort()
    {
        while (true)
        {
            var port = ports.Next(FirstPort, LastPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }

    /// <summary>Runs a program as the user who may run the server; returns its output.</summary>
    static async Task<string> RunAsync(string folder, CancellationToken cancellationToken, params string[] command)
    {
        var words = command;
        if (Environment.IsPrivilegedProcess)
        {
            words = ["runuser", "-u", SystemUser, "--", .. command];
        }
        var result = await ProcessRunner.RunAsync(
            new ProcessCommand(words[0], words[1..]) { WorkingFolder = folder },
            cancellationToken
        );
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' failed: {result}");
    }

    static string? FindBinaries()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(folder =>
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var n) ? n : 0
            )
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(paths)
            .FirstOrDefault(folder =>
                File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl"))
            );
    }
}

using System.ComponentModel;
using System.Globalization;
using Npgsql;

namespace Etl.Testing;

/// <summary>PostgreSQL in a container, for machines that have docker and no server binaries.</summary>
sealed class PostgresContainer : IAsyncDisposable
{
    const string Image = "postgres:17-alpine";
    const string Password = "etl-test";

    static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    readonly string id;

    PostgresContainer(string id, int port)
    {
        this.id = id;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = "postgres",
            Username = "postgres",
            Password = Password,
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>For Npgsql.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts one, or returns null when docker is not there or does not answer.</summary>
    public static async Task<PostgresContainer?> TryStartAsync(CancellationToken cancellationToken)
    {
        string[] run = ["run", "--rm", "-d", "-p", "127.0.0.1::5432", "-e", $"POSTGRES_PASSWORD={Password}", Image];
        if (await DockerAsync(run, cancellationToken) is not { } id)
        {
            return null;
        }
        var address = await DockerAsync(["port", id, "5432/tcp"], cancellationToken) ?? "";
        var port = int.Parse(address.Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture);
        var container = new PostgresContainer(id, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => container.DisposeAsync().AsTask().Wait();
        await container.WaitAsync(cancellationToken);
        return container;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DockerAsync(["kill", id], CancellationToken.None);

    async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(timeout.Token);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(PollInterval, timeout.Token);
            }
        }
    }

    static async Task<string?> DockerAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var command = new ProcessCommand("docker", arguments) { Timeout = StartTimeout };
            var result = await ProcessRunner.RunAsync(command, cancellationToken);
            return result.ExitCode == 0 ? result.Output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

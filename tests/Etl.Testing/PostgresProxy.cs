using System.Net;
using System.Net.Sockets;

namespace Etl.Testing;

/// <summary>
/// A proxy in front of a PostgreSQL server that understands the framing of its messages (type byte, length, body) and cuts
/// connections at chosen steps of the protocol, each once and in the given order. It counts all steps that pass.
/// </summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly IPEndPoint server;
    readonly Queue<PostgresCut> cuts;
    readonly Dictionary<PostgresStep, int> counts = [];
    readonly Dictionary<PostgresStep, int> countsSinceCut = [];
    readonly List<Task> connections = [];
    readonly List<PostgresProxyConnection> passing = [];
    readonly Lock guard = new();
    readonly Task accepting;
    int refusalsLeft;

    PostgresProxy(IPEndPoint server, IEnumerable<PostgresCut> cuts)
    {
        this.server = server;
        this.cuts = new Queue<PostgresCut>(cuts);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts that were not made yet.</summary>
    public int CutsLeft
    {
        get
        {
            lock (guard)
            {
                return cuts.Count;
            }
        }
    }

    /// <summary>How many connections after each cut are told that the server is starting (57P03). Default: none.</summary>
    public int RefusalsAfterCut { get; set; }

    /// <summary>Starts one in front of a server on 127.0.0.1.</summary>
    public static PostgresProxy Start(int serverPort, params IEnumerable<PostgresCut> cuts) =>
        new(new IPEndPoint(IPAddress.Loopback, serverPort), cuts);

    /// <summary>How often a step passed or was cut.</summary>
    public int CountOf(PostgresStep step)
    {
        lock (guard)
        {
            return counts.GetValueOrDefault(step);
        }
    }

    /// <summary>Cuts a connection when a step happens next, after the cuts that are still to come.</summary>
    public void CutNext(PostgresStep step)
    {
        lock (guard)
        {
            var number = cuts.Count == 0 ? countsSinceCut.GetValueOrDefault(step) + 1 : 1;
            cuts.Enqueue(new PostgresCut(step, number));
        }
    }

    /// <summary>Passes nothing on any more of the connections that there are; later ones are as usual.</summary>
    public void SwallowOpen()
    {
        lock (guard)
        {
            passing.ForEach(connection => connection.Swallows = true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (guard)
        {
            open = [.. connections];
        }
        await Task.WhenAll(open);
        stop.Dispose();
        listener.Dispose();
    }

    /// <summary>Counts steps that happen at once; returns the one at which the connection is to be cut now, or null.</summary>
    internal PostgresStep? Pass(params ReadOnlySpan<PostgresStep> steps)
    {
        lock (guard)
        {
            PostgresStep? cut = null;
            foreach (var step in steps)
            {
                counts[step] = counts.GetValueOrDefault(step) + 1;
                var number = countsSinceCut[step] = countsSinceCut.GetValueOrDefault(step) + 1;
                if (cut is null && cuts.TryPeek(out var next) && next.Step == step && next.Number <= number)
                {
                    cut = step;
                }
            }
            if (cut is not null)
            {
                cuts.Dequeue();
                refusalsLeft = RefusalsAfterCut;
                countsSinceCut.Clear();
            }
            return cut;
        }
    }

    /// <summary>True when the connection that begins is to be told that the server is starting.</summary>
    internal bool RefusesNext()
    {
        lock (guard)
        {
            return refusalsLeft > 0 && refusalsLeft-- > 0;
        }
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                lock (guard)
                {
                    connections.Add(RunAsync(client));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    async Task RunAsync(Socket client)
    {
        using var toClient = client;
        using var toServer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.NoDelay = toServer.NoDelay = true;
        try
        {
            await toServer.ConnectAsync(server, stop.Token);
            var connection = new PostgresProxyConnection(this, toClient, toServer);
            lock (guard)
            {
                passing.Add(connection);
            }
            await connection.RunAsync(stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // One of the two is gone, and so is the connection.
        }
    }
}

using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// Connections that are open and wait for somebody to need one: opened ahead, or kept because their last user was content. None of them
/// was ever in a failure. Whoever gets none opens one by himself, so nothing depends on them but time.
/// </summary>
sealed class ReadyConnections : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Lock gate = new();
    readonly List<Task<NpgsqlConnection?>> waiting = [];
    readonly List<Task> closing = [];

    /// <summary>Most that may wait.</summary>
    int room;

    /// <summary>
    /// Begins to open connections, side by side, and lets one more wait: the caller's own, when he keeps it. One that cannot be opened is not
    /// missed: who needs it hears why when he opens his own.
    /// </summary>
    /// <param name="count">How many, those that wait already included.</param>
    /// <param name="open">Opens one.</param>
    public void OpenAhead(int count, Func<CancellationToken, Task<NpgsqlConnection>> open)
    {
        lock (gate)
        {
            room = count + 1;
            while (waiting.Count < count)
            {
                waiting.Add(TryOpenAsync(open, stop.Token));
            }
        }
    }

    /// <summary>Lets so many wait from now on; the others are closed, and nobody waits for that.</summary>
    public void Limit(int count)
    {
        lock (gate)
        {
            room = count;
            while (waiting.Count > room)
            {
                closing.Add(CloseAsync(waiting[^1]));
                waiting.RemoveAt(waiting.Count - 1);
            }
        }
    }

    /// <summary>Takes a connection back from a user who is done and content with it; closes it where no room is.</summary>
    public ValueTask KeepAsync(NpgsqlConnection connection)
    {
        lock (gate)
        {
            if (waiting.Count < room && connection.FullState == System.Data.ConnectionState.Open)
            {
                waiting.Add(Task.FromResult<NpgsqlConnection?>(connection));
                return ValueTask.CompletedTask;
            }
        }
        return connection.DisposeAsync();
    }

    /// <summary>Takes a connection for the next who needs one, for which there is always room.</summary>
    public ValueTask HandOverAsync(NpgsqlConnection connection)
    {
        lock (gate)
        {
            room = Math.Max(room, waiting.Count + 1);
        }
        return KeepAsync(connection);
    }

    /// <summary>One of them, rather one that is open already; null when there is none.</summary>
    public async ValueTask<NpgsqlConnection?> TakeAsync(CancellationToken cancellationToken)
    {
        while (Next() is { } next)
        {
            try
            {
                if (await next.WaitAsync(cancellationToken).ConfigureAwait(false) is { } connection)
                {
                    return connection;
                }
            }
            catch (OperationCanceledException)
            {
                lock (gate)
                {
                    waiting.Add(next);
                }
                throw;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }
        await stop.CancelAsync().ConfigureAwait(false);
        Limit(0);
        await Task.WhenAll(closing).ConfigureAwait(false);
        stop.Dispose();
    }

    Task<NpgsqlConnection?>? Next()
    {
        lock (gate)
        {
            var next = waiting.Find(task => task.IsCompleted) ?? waiting.FirstOrDefault();
            if (next is not null)
            {
                waiting.Remove(next);
            }
            return next;
        }
    }

    static async Task<NpgsqlConnection?> TryOpenAsync(
        Func<CancellationToken, Task<NpgsqlConnection>> open,
        CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await open(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or JobException or PipelineException or OperationCanceledException)
        {
            return null;
        }
    }

    static async Task CloseAsync(Task<NpgsqlConnection?> opening)
    {
        if (await opening.ConfigureAwait(false) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}

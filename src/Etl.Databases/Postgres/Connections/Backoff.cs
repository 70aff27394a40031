namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// Waits between attempts, longer each time, with jitter so that several connections do not come back in step. Bounded: about
/// a minute and a half in all, which a server's restart and its recovery normally take less than.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="waitsMax">Waits before it gives up.</param>
public sealed class Backoff(TimeProvider time, int waitsMax = Backoff.WaitsMax)
{
    /// <summary>Waits before it gives up, when nothing else is said.</summary>
    public const int WaitsMax = 10;

    /// <summary>Waits of the first connection: a wrong host or port should be said within two seconds.</summary>
    public const int WaitsMaxAtStart = 3;

    /// <summary>From so many waits on it takes long: their sum is 3.75 seconds at most, half of it at least.</summary>
    const int LongFrom = 4;

    /// <summary>The first wait at most.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    // Jitter has to differ between connections, not to be secret or repeatable.
    readonly Random random = new(unchecked((int)time.GetTimestamp()) ^ Environment.ProcessId);

    /// <summary>Waits so far, since the last <see cref="Reset"/>.</summary>
    public int Waits { get; private set; }

    /// <summary>True when about two seconds (1.9 to 3.8) were waited and more is to come, so that somebody should be told.</summary>
    public bool IsLong => Waits >= LongFrom && Waits < waitsMax;

    /// <summary>Waits before the next attempt; false, at once, when there should be none.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (Waits == waitsMax)
        {
            return false;
        }
        var longest = Math.Min(First.TotalMilliseconds * Math.Pow(2, Waits), Longest.TotalMilliseconds);
        Waits++;
        var delay = TimeSpan.FromMilliseconds(longest * (0.5 + random.NextDouble() / 2));
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Says that an attempt succeeded: the next failure starts from the beginning.</summary>
    public void Reset() => Waits = 0;
}

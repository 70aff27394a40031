namespace Etl.Testing;

/// <summary>A clock that stands still until it is told to go on; its timers fire inside <see cref="Advance"/>, in order.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    readonly Lock gate = new();
    readonly List<ManualTimer> timers = [];
    DateTimeOffset now;

    /// <summary>Starts at <paramref name="start"/>, default 2026-01-01 00:00 UTC.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null) =>
        now = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock on, firing every timer that falls due on the way at its own moment.</summary>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var end = GetUtcNow() + duration;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }
        lock (gate)
        {
            now = end;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var timer = timers.Where(each => each.Due <= end).MinBy(each => each.Due);
            if (timer is null)
            {
                return null;
            }
            now = timer.Due > now ? timer.Due : now;
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
            }
            else
            {
                timers.Remove(timer);
            }
            return timer;
        }
    }

    sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

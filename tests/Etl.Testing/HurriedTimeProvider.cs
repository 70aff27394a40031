namespace Etl.Testing;

/// <summary>The clock of the machine with timers that fire a hundred times as early, for code that waits a minute and a half.</summary>
public sealed class HurriedTimeProvider : TimeProvider
{
    const int Hurry = 100;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(base.CreateTimer(callback, state, Hurried(dueTime), period));

    static TimeSpan Hurried(TimeSpan dueTime) => dueTime > TimeSpan.Zero ? dueTime / Hurry : dueTime;

    /// <summary>A timer that is set again fires as early.</summary>
    sealed class HurriedTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hurried(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

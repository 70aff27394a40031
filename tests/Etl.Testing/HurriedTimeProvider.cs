namespace Etl.Testing;

/// <summary>The clock of the machine with timers that fire a hundred times as early, for code that waits a minute and a half.</summary>
public sealed class HurriedTimeProvider : TimeProvider
{
    const int Hurry = 100;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Hurry : dueTime, period);
}

using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Tests.Tuning;

/// <summary>Makes some imports longer: it waits at a chunk of a run about whose plan of memory, as it was logged, the condition is true.</summary>
sealed class DelayingLogger(Func<string, bool> isSlow) : ILogger, IDisposable
{
    static readonly TimeSpan delay = TimeSpan.FromMilliseconds(400);
    readonly ManualResetEventSlim never = new();
    bool waits;

    public void Dispose() => never.Dispose();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var text = formatter(state, exception);
        if (text.StartsWith("memory ", StringComparison.Ordinal))
        {
            waits = isSlow(text);
        }
        else if (waits && text.StartsWith("chunk ", StringComparison.Ordinal))
        {
            never.Wait(delay);
        }
    }
}

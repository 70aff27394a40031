using System.Globalization;
using Etl.Cli.Screen;
using Microsoft.Extensions.Logging;

namespace Etl.Cli.Hosting;

/// <summary>Writes log messages to standard error. Levels are filtered before they come here.</summary>
sealed class TerminalLogger(Terminal terminal) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var time = terminal.Time.GetUtcNow().ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = formatter(state, exception).ReplaceLineEndings(" ");
        // One call per line: messages come from several tasks.
        lock (terminal)
        {
            terminal.Error.WriteLine($"{time} {message}");
        }
    }
}

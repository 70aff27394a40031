using Etl.Cli.Screen;
using Microsoft.Extensions.Logging;

namespace Etl.Cli.Hosting;

/// <summary>The log of <c>--verbose</c>: one line per message on standard error, with the time of day.</summary>
sealed class TerminalLoggerProvider(Terminal terminal) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(terminal);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The terminal belongs to the process.
    }
}

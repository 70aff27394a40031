using System.Diagnostics;
using System.Globalization;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Cli.Screen;

/// <summary>
/// What a running job says: on a terminal one line that is redrawn, otherwise a plain line at the start and every five seconds.
/// Nothing with <c>--quiet</c> or <c>--json</c>. Always on standard error.
/// </summary>
sealed class JobScreen(Terminal terminal, JobOptions options) : IJobObserver
{
    const int BarWidth = 24;
    static readonly TimeSpan redrawInterval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan lineInterval = TimeSpan.FromSeconds(5);

    readonly bool isSilent = options.Quiet || options.Json;
    readonly long startedAt = Stopwatch.GetTimestamp();
    long shownAt = Stopwatch.GetTimestamp();
    JobOutline? outline;
    bool isBarShown;

    /// <inheritdoc/>
    public void Note(string sentence)
    {
        if (!isSilent)
        {
            Clear();
            terminal.Error.WriteLine(sentence);
        }
    }

    /// <inheritdoc/>
    public void Started(JobOutline started)
    {
        outline = started;
        if (isSilent)
        {
            return;
        }
        var size = started.LengthBytes is { } bytes ? $" ({ByteSize.Describe(bytes)})" : "";
        terminal.Error.WriteLine(
            $"{string.Join(", ", started.Inputs.Take(3))}{More(started)}{size} → {started.Target}"
        );
        var mapped = started.Mapping.Where(column => column.Field is not null).ToList();
        if (mapped.Count > 0)
        {
            var pairs = string.Join(", ", mapped.Select(column => $"{column.Column} → {column.Field}"));
            WrappedText.Write("mapped: " + pairs, 2, terminal.Width, terminal.Error, "");
        }
        var unmapped = started.Mapping.Where(column => column.Field is null).Select(column => column.Column).ToList();
        if (unmapped.Count > 0)
        {
            var what = options switch
            {
                { Kind: JobKind.Clean, As: null } => "kept as they are",
                { Kind: JobKind.Clean } =>
                    "left out, because --as writes fields; keep one with --set COLUMN=custom.NAME",
                _ => "left out; keep them with --unmapped keep",
            };
            var sentence = $"not mapped: {string.Join(", ", unmapped)} ({what}, or map one with --set COLUMN=FIELD)";
            WrappedText.Write(sentence, 2, terminal.Width, terminal.Error, "");
        }
        foreach (var finding in started.Findings)
        {
            WrappedText.Write("note: " + finding, 2, terminal.Width, terminal.Error, "");
        }
    }

    /// <inheritdoc/>
    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        var interval = terminal.IsInteractive ? redrawInterval : lineInterval;
        if (isSilent || Stopwatch.GetElapsedTime(shownAt) < interval)
        {
            return;
        }
        shownAt = Stopwatch.GetTimestamp();
        if (terminal.IsInteractive)
        {
            terminal.Error.Write("\r\u001b[K" + Fit(Line(progress, bytesRead, hasBar: true)));
            isBarShown = true;
        }
        else
        {
            terminal.Error.WriteLine(Line(progress, bytesRead, hasBar: false));
        }
    }

    /// <summary>Removes the line that is redrawn, before something else is printed.</summary>
    public void Clear()
    {
        if (isBarShown)
        {
            terminal.Error.Write("\r\u001b[K");
            isBarShown = false;
        }
    }

    static string More(JobOutline started) =>
        started.Inputs.Count > 3
            ? string.Create(CultureInfo.InvariantCulture, $" and {started.Inputs.Count - 3} more")
            : "";

    string Fit(string line) => line.Length < terminal.Width ? line : line[..(terminal.Width - 1)];

    string Line(PipelineProgress progress, long bytesRead, bool hasBar)
    {
        var seconds = Math.Max(0.001, Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        var rows = $"{Figures.Count(progress.Rows.Read)} rows  {Figures.Count(progress.Rows.Read / seconds)} rows/s";
        if (outline?.LengthBytes is not { } total || total == 0)
        {
            return rows;
        }
        var share = Math.Min(1, (double)bytesRead / total);
        var left = share > 0.01 ? $"  {Figures.Time(seconds * (1 - share) / share)} left" : "";
        var bar = hasBar ? Bar(share) + " " : "";
        return $"{bar}{(100 * share).ToString("0", CultureInfo.InvariantCulture)} %  {rows}{left}";
    }

    static string Bar(double share)
    {
        var filled = (int)Math.Round(BarWidth * share);
        return new string('━', filled) + new string('╌', BarWidth - filled);
    }
}

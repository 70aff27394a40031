using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tuning;

/// <summary>
/// Finds the settings with which a job runs fastest on this machine, by running it: one setting after the other, its values in
/// alternation (so that a machine that slows down slows all of them), the median of the runs.
/// </summary>
/// <param name="environment">What a job takes from outside.</param>
/// <param name="tried">Told of each value when its runs are done.</param>
public sealed class Tuner(JobEnvironment environment, Action<TuningTrial> tried)
{
    /// <summary>Records of a run when nobody says: about a second of work.</summary>
    public const long RowsByDefault = 500_000;

    /// <summary>Runs of each value when nobody says.</summary>
    public const int RepeatsByDefault = 3;

    readonly JobEnvironment quiet = environment with { OpenOutput = () => Stream.Null };

    /// <summary>Tunes a job.</summary>
    /// <param name="asked">The job; with an empty target it is cleaned to nowhere, else loaded into something of the tuning's own.</param>
    /// <param name="repeats">Runs of each value.</param>
    /// <param name="cancellationToken">Stops; what was made for the runs is removed.</param>
    /// <exception cref="JobException">The job cannot be run, or its input cannot be read again.</exception>
    public async Task<TuningReport> RunAsync(JobOptions asked, int repeats, CancellationToken cancellationToken)
    {
        if (asked.Inputs.Any(InputPaths.IsStream))
        {
            throw new JobException(
                "Standard input and pipes can be read only once, and tuning reads its input again and again; save it to a file and name that."
            );
        }
        var options = asked with
        {
            Kind = asked.Target.Length == 0 ? JobKind.Clean : JobKind.Import,
            Limit = asked.Limit ?? RowsByDefault,
        };
        var target = await TuningTarget.OpenAsync(options, environment, cancellationToken).ConfigureAwait(false);
        await using (target.ConfigureAwait(false))
        {
            return await RunAsync(options, target, repeats, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<TuningReport> RunAsync(
        JobOptions options,
        TuningTarget target,
        int repeats,
        CancellationToken cancellationToken
    )
    {
        Task<RunReport> Run(TuningSettings settings) =>
            RunAsync(options, target, settings, new SilentObserver(), cancellationToken);

        var best = new TuningSettings();
        // Not counted: code is compiled and the file read into the page cache.
        var warm = await Run(best).ConfigureAwait(false);
        var trials = new List<TuningTrial>();
        async Task FindAsync(TuningFactor factor)
        {
            var found = await TryAsync(factor, best, options, repeats, Run).ConfigureAwait(false);
            trials.AddRange(found);
            best = Better(best, factor, found);
        }
        foreach (var factor in TuningFactor.For(options, JobParts.Memory(options, quiet), target.HasConnections))
        {
            await FindAsync(factor).ConfigureAwait(false);
        }
        if (options.Kind == JobKind.Import)
        {
            var real = await ChunkRowsAsync(options, target, best, cancellationToken).ConfigureAwait(false);
            await FindAsync(TuningFactor.ChunkRows(real)).ConfigureAwait(false);
        }
        var last = await CompareAsync([new TuningSettings(), best], repeats, Run).ConfigureAwait(false);
        var verdict = TuningVerdict.Of(best, Median(last[0]), Median(last[1]));
        return new TuningReport(
            warm.Rows.Read,
            repeats,
            trials,
            verdict.Settings,
            verdict.Speedup,
            verdict.Bottleneck,
            CommandOf(options, verdict.Settings)
        );
    }

    static TuningSettings Better(TuningSettings best, TuningFactor factor, IReadOnlyList<TuningTrial> found)
    {
        var standard = found.FirstOrDefault(trial => trial.IsDefault);
        var fastest = found.MinBy(trial => trial.Seconds);
        return fastest is not null && standard is not null && TuningVerdict.IsFaster(fastest.Seconds, standard.Seconds)
            ? factor.Set(best, fastest.Value)
            : best;
    }

    /// <summary>Records that a chunk has with these settings. A database is loaded once more to see it: blocks and memory decide there.</summary>
    async Task<int> ChunkRowsAsync(
        JobOptions options,
        TuningTarget target,
        TuningSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (!target.HasConnections)
        {
            return environment.ChunkRows ?? PipelinePlan.DefaultChunkRows;
        }
        var observer = new ChunkObserver();
        await RunAsync(options, target, settings, observer, cancellationToken).ConfigureAwait(false);
        return observer.ChunkRows;
    }

    async Task<IReadOnlyList<TuningTrial>> TryAsync(
        TuningFactor factor,
        TuningSettings settings,
        JobOptions options,
        int repeats,
        Func<TuningSettings, Task<RunReport>> run
    )
    {
        // Etl's own choice is tried by saying nothing.
        TuningSettings With(int value) => value == factor.Default ? settings : factor.Set(settings, value);
        int[] values =
        [
            .. factor
                .Values.Append(factor.Default)
                .Distinct()
                .Order()
                .Where(value => FitsIntoMemory(With(value), options)),
        ];
        var reports = await CompareAsync([.. values.Select(With)], repeats, run).ConfigureAwait(false);
        var trials = new List<TuningTrial>();
        for (var index = 0; index < values.Length; index++)
        {
            var median = Median(reports[index]);
            var trial = new TuningTrial(
                factor.Name,
                values[index],
                values[index] == factor.Default,
                median.Seconds,
                median.RowsPerSecond,
                median.BytesPerSecond,
                median.Bottleneck
            );
            trials.Add(trial);
            tried(trial);
        }
        return trials;
    }

    /// <summary>Blocks, workers and connections multiply; what does not fit into <c>--memory</c> cannot be tried.</summary>
    bool FitsIntoMemory(TuningSettings settings, JobOptions options)
    {
        try
        {
            JobParts.Memory(settings.ApplyTo(options), settings.ApplyTo(quiet));
            return true;
        }
        catch (JobException)
        {
            return false;
        }
    }

    static async Task<List<RunReport>[]> CompareAsync(
        IReadOnlyList<TuningSettings> settings,
        int repeats,
        Func<TuningSettings, Task<RunReport>> run
    )
    {
        var reports = settings.Select(_ => new List<RunReport>()).ToArray();
        for (var round = 0; round < repeats; round++)
        {
            for (var index = 0; index < settings.Count; index++)
            {
                reports[index].Add(await run(settings[index]).ConfigureAwait(false));
            }
        }
        return reports;
    }

    async Task<RunReport> RunAsync(
        JobOptions options,
        TuningTarget target,
        TuningSettings settings,
        IJobObserver observer,
        CancellationToken cancellationToken
    )
    {
        var next = await target.NextAsync(settings.ApplyTo(options), cancellationToken).ConfigureAwait(false);
        return await new JobRunner(settings.ApplyTo(quiet))
            .RunAsync(next, observer, cancellationToken)
            .ConfigureAwait(false);
    }

    static RunReport Median(List<RunReport> reports) =>
        reports.OrderBy(report => report.Seconds).ElementAt(reports.Count / 2);

    /// <summary>The job as the user would run it: all of the input, with a report and a limit of rejects where these were asked for.</summary>
    static string CommandOf(JobOptions options, TuningSettings best)
    {
        var words = new List<string>();
        void Add(string variable, int? value)
        {
            if (value is { } number)
            {
                words.Add(FormattableString.Invariant($"{variable}={number}"));
            }
        }
        Add("ETL_BLOCK_BYTES", best.BlockBytes);
        Add("ETL_CHUNK_ROWS", best.ChunkRows);
        var job = best.ApplyTo(options) with
        {
            Output = options.Output ?? (options.Kind == JobKind.Clean ? "FILE" : null),
            Limit = null,
            Quiet = false,
            Verbose = false,
            Json = false,
        };
        words.Add(JobCommandLine.Write(job));
        return string.Join(' ', words);
    }
}

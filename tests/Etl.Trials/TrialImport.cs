using System.Diagnostics;
using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>The import that a trial disturbs: its commands, and its end when nothing disturbs it.</summary>
/// <param name="program">The built program.</param>
/// <param name="file">The file to import.</param>
/// <param name="chunkRows">Rows per chunk, small so that many chunks are at stake; null for the default.</param>
/// <param name="options">Further options of the import.</param>
sealed class TrialImport(string program, string file, int? chunkRows, params string[] options)
{
    const string RejectsName = "rejects.csv";

    /// <summary>The world failed, and the job can be resumed.</summary>
    const int ExitResumable = 3;

    /// <summary>Interrupted, and the job can be resumed.</summary>
    const int ExitCancelled = 130;

    const int ResumesMax = 5;

    static readonly TimeSpan timeout = TimeSpan.FromMinutes(10);

    /// <summary>Bytes per block; null for the default. A chunk ends where a block ends, so small chunks need small blocks.</summary>
    public int? BlockBytes { get; init; }

    /// <summary>Full path of the rejects in a folder.</summary>
    public static string Rejects(TempFolder folder) => folder.File(RejectsName);

    /// <summary>The command that imports.</summary>
    public ProcessCommand Import(TempFolder folder, ITrialTarget target) =>
        Command(folder, ["import", file, "--to", target.Uri, "--rejects", Rejects(folder), "--quiet", .. options]);

    /// <summary>The command that imports and is interrupted, as by Ctrl-C, after a while.</summary>
    public ProcessCommand InterruptedImport(TempFolder folder, ITrialTarget target, TimeSpan after)
    {
        var import = Import(folder, target);
        string[] timeout =
        [
            "--preserve-status",
            "--signal=INT",
            after.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture),
            import.Program,
        ];
        return import with { Program = "timeout", Arguments = [.. timeout, .. import.Arguments] };
    }

    /// <summary>The command that resumes the newest job.</summary>
    public ProcessCommand Resume(TempFolder folder, ITrialTarget target) =>
        Command(folder, ["jobs", "resume", "--to", target.Uri]);

    /// <summary>What is there after an import.</summary>
    public static Task<StoreState> StateAsync(
        TempFolder folder,
        ITrialTarget target,
        CancellationToken cancellationToken
    ) => StoreState.ReadAsync(folder, target, RejectsName, cancellationToken);

    /// <summary>Runs it twice, undisturbed. The shorter time counts: disturbances that come too late prove nothing.</summary>
    public async Task<(TimeSpan Duration, StoreState State)> RunUndisturbedAsync(
        ITrialStore store,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var first = await RunAsync(store, cancellationToken);
        var second = await RunAsync(store, cancellationToken);
        var duration = first.Duration < second.Duration ? first.Duration : second.Duration;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"undisturbed: exit {second.ExitCode}, {duration.TotalSeconds:F1} s, {second.State}"
            )
        );
        if (second.ExitCode != 0 || first.State != second.State || second.State.Leftovers.Length > 0)
        {
            throw new InvalidOperationException(
                "Two undisturbed runs must end well and alike before others are compared."
            );
        }
        return (duration, second.State);
    }

    /// <summary>
    /// Resumes after a run that ended with an exit code, as often as the program asks for it, or starts again when it ended
    /// before its job was entered into the ledger: then there is nothing to resume.
    /// </summary>
    public async Task<TrialEnd> FinishAsync(
        ProcessResult result,
        TempFolder folder,
        ITrialTarget target,
        CancellationToken cancellationToken
    )
    {
        var end = new TrialEnd(result, 0, 0);
        while (end.Last.ExitCode is ExitResumable or ExitCancelled && end.Resumed + end.StartedAgain < ResumesMax)
        {
            end = await target.HasJobAsync(cancellationToken)
                ? end with
                {
                    Last = await ProcessRunner.RunAsync(Resume(folder, target), cancellationToken),
                    Resumed = end.Resumed + 1,
                }
                : end with
                {
                    Last = await ProcessRunner.RunAsync(Import(folder, target), cancellationToken),
                    StartedAgain = end.StartedAgain + 1,
                };
        }
        return end;
    }

    async Task<(TimeSpan Duration, int ExitCode, StoreState State)> RunAsync(
        ITrialStore store,
        CancellationToken cancellationToken
    )
    {
        using var folder = new TempFolder();
        await using var target = await store.CreateAsync(folder, cancellationToken);
        var watch = Stopwatch.StartNew();
        var result = await ProcessRunner.RunAsync(Import(folder, target), cancellationToken);
        var duration = watch.Elapsed;
        return result.ExitCode == 0
            ? (duration, 0, await StateAsync(folder, target, cancellationToken))
            : throw new InvalidOperationException($"An undisturbed import ended with {result}");
    }

    ProcessCommand Command(TempFolder folder, IReadOnlyList<string> arguments) =>
        new(program, arguments)
        {
            Timeout = timeout,
            WorkingFolder = folder.Path,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ETL_CHUNK_ROWS"] = chunkRows?.ToString(CultureInfo.InvariantCulture),
                ["ETL_BLOCK_BYTES"] = BlockBytes?.ToString(CultureInfo.InvariantCulture),
            },
        };
}

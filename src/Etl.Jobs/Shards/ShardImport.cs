using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Formats.Csv;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Shards;

/// <summary>
/// Loads a shard: takes its seat, begins its job or goes on with it, or says that it is complete. So a scheduler starts it again
/// with the same command line, whatever became of it.
/// </summary>
sealed class ShardImport(JobEnvironment environment, RunRecorder observer, IContactStore store, JobInputs inputs)
{
    /// <summary>Runs it.</summary>
    /// <param name="resolved">The options with what was found out about the input.</param>
    /// <param name="start">What is entered into the ledger.</param>
    /// <param name="memory">Where the memory goes.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<RunReport> RunAsync(
        JobOptions resolved,
        JobStart start,
        MemoryPlan memory,
        CancellationToken cancellationToken
    )
    {
        var input = OnlyFile();
        var part = new CsvPart(input.Source, input.Text!, resolved.Shard!.Number, resolved.Shard.Count);
        var shard = ShardSet.Of(resolved, input);
        // Whoever goes on with the job by its number finds the same set, whatever he is asked then.
        var entered = start with
        {
            OptionsYaml = JobFile.Write(resolved with { ShardSet = shard.Set }),
        };
        using var patience = new ShardPatience(inputs.Options.ShardWait, environment.Time, cancellationToken);
        var seat = await patience
            .WaitAsync(
                shard,
                token =>
                    store.TakeShardAsync(shard, entered, set => ShardSet.Check(shard, resolved, set), token).AsTask()
            )
            .ConfigureAwait(false);
        await using (seat.ConfigureAwait(false))
        {
            if (
                seat.Entry is { State: JobState.Succeeded, ReportJson: { } json }
                && RunReportJson.Read(json) is { } report
            )
            {
                return Complete(shard, seat.Entry, report);
            }
            Note(seat, shard);
            var run = new ImportRun(
                environment,
                observer,
                store,
                inputs,
                memory,
                seat.Entry.Id,
                seat.Entry.Start.StartedAt
            )
            {
                Turn = new ShardTurn(store, shard, part, environment.Time, observer.Note) { Patience = patience },
            };
            return await run.RunShardAsync(seat.Last, cancellationToken).ConfigureAwait(false);
        }
    }

    JobInput OnlyFile() =>
        inputs.All is [{ Text: not null } input]
            ? input
            : throw new JobException(
                "--shard divides one delimited file; name one file that every process can read, and export a database to a file first."
            );

    RunReport Complete(JobShard shard, JobEntry entry, RunReport report)
    {
        observer.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Capital(shard.Shard.Text)} of the set '{shard.Set}' is complete already (job {entry.Id}); nothing was loaded. To load the file once more, name another set with --shard-set."
            )
        );
        return report;
    }

    void Note(ShardSeat seat, JobShard shard)
    {
        var where = seat.Last is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"goes on behind record {last.RecordCount:N0} of the file")
            : "begins";
        observer.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Capital(shard.Shard.Text)} of the set '{shard.Set}' {where} (job {seat.Entry.Id})."
            )
        );
    }

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Shards;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Runs;

/// <summary>File to store: chunk by chunk, each recorded in the ledger together with its data, so that it can be resumed.</summary>
sealed class ImportJob(JobEnvironment environment, RunRecorder observer)
{
    /// <summary>Starts a new job.</summary>
    public async Task<RunReport> RunAsync(JobOptions asked, CancellationToken cancellationToken)
    {
        var memory = JobParts.Memory(asked, environment);
        var opening = OpeningStore.Start(
            asked.Target,
            OptionsOf(asked.DryRun, createsIt: true) with
            {
                ConnectionsAhead = ConnectionsAhead.For(asked, memory),
            },
            environment,
            cancellationToken
        );
        var early = EarlyStart.Begin(memory, null, JobTables.Read);
        await using (opening.ConfigureAwait(false))
        {
            var inputs = await JobInputs
                .OpenAsync(asked, environment, memory.BlockBytes, opening.Columns, cancellationToken)
                .ConfigureAwait(false);
            await using (inputs.ConfigureAwait(false))
            {
                inputs.RefuseNobody();
                var store = await TakeAsync(opening, inputs, cancellationToken).ConfigureAwait(false);
                await using (store.ConfigureAwait(false))
                {
                    return await RunAsync(asked, inputs, store, memory, early, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The store that was opened beside the inputs; a template of theirs may name another one.</summary>
    async ValueTask<IContactStore> TakeAsync(
        OpeningStore opening,
        JobInputs inputs,
        CancellationToken cancellationToken
    )
    {
        var isMeant = inputs.Options.Target == opening.Target;
        return isMeant && await opening.TakeAsync().ConfigureAwait(false) is { } store
            ? store
            : await OpenStoreAsync(inputs.Options.Target, inputs.Options.DryRun, true, cancellationToken)
                .ConfigureAwait(false);
    }

    async Task<RunReport> RunAsync(
        JobOptions asked,
        JobInputs inputs,
        IContactStore store,
        MemoryPlan memory,
        EarlyStart early,
        CancellationToken cancellationToken
    )
    {
        var now = environment.Time.GetUtcNow();
        var start = new JobStart(
            JobFile.Write(Resolved(inputs)),
            [.. asked.Inputs.Select(TargetText.Shown)],
            environment.Version,
            now,
            Environment.ProcessId
        )
        {
            Host = Environment.MachineName,
        };
        if (inputs.Options.Shard is not null)
        {
            return await new ShardImport(environment, observer, store, inputs)
                .RunAsync(Resolved(inputs), start, memory, cancellationToken)
                .ConfigureAwait(false);
        }
        var jobId = await store.BeginJobAsync(start, cancellationToken).ConfigureAwait(false);
        var run = new ImportRun(environment, observer, store, inputs, memory, jobId, now) { Early = early };
        return await run.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with an interrupted job behind its last committed chunk.</summary>
    public async Task<RunReport> ResumeAsync(string target, long? jobId, CancellationToken cancellationToken)
    {
        var store = await OpenStoreAsync(target, false, false, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var entry = await InterruptedJobs.FindAsync(store, jobId, cancellationToken).ConfigureAwait(false);
            var options = JobFile.OfJob(entry) with { Target = target };
            observer.Options = options;
            RefuseDatabases(entry, options);
            if (entry.Shard is not null)
            {
                return await RunAsync(options, cancellationToken).ConfigureAwait(false);
            }
            var checkpoint = await store.LastCheckpointAsync(entry.Id, cancellationToken).ConfigureAwait(false);
            RefuseStreams(entry, checkpoint, options);
            var memory = JobParts.Memory(options, environment);
            var inputs = await JobInputs
                .OpenAsync(
                    options,
                    environment,
                    memory.BlockBytes,
                    options.Inputs.Count > 1,
                    Task.FromResult(await store.ListColumnsAsync(cancellationToken).ConfigureAwait(false)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            await using (inputs.ConfigureAwait(false))
            {
                observer.Note(
                    checkpoint is null
                        ? $"Job {Text(entry.Id)} had committed nothing; it starts again."
                        : $"Job {Text(entry.Id)} goes on behind record {Text(checkpoint.Totals.Rows.Read)}."
                );
                var run = new ImportRun(environment, observer, store, inputs, memory, entry.Id, entry.Start.StartedAt);
                return await run.ResumeAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    ValueTask<IContactStore> OpenStoreAsync(
        string target,
        bool isDryRun,
        bool createsIt,
        CancellationToken cancellationToken
    ) => StoreOpener.OpenAsync(target, OptionsOf(isDryRun, createsIt), environment, cancellationToken);

    StoreOptions OptionsOf(bool isDryRun, bool createsIt) =>
        new()
        {
            CreateIfMissing = createsIt,
            DryRun = isDryRun,
            Note = observer.Note,
        };

    /// <summary>Before it is opened: a pipe would be waited for, and what is in it taken for nothing.</summary>
    static void RefuseStreams(JobEntry entry, Checkpoint? checkpoint, JobOptions options)
    {
        if (checkpoint is not null && options.Inputs.Any(NextStep.IsPassing))
        {
            throw CannotGoOn(entry, options);
        }
    }

    /// <summary>The rows of a database may be others by now, so there is no place in them to go on at.</summary>
    static void RefuseDatabases(JobEntry entry, JobOptions options)
    {
        if (options.Inputs.Any(DatabaseInput.Is))
        {
            throw CannotGoOn(entry, options);
        }
    }

    static JobException CannotGoOn(JobEntry entry, JobOptions options)
    {
        var next = new NextStep(options, entry.Id.ToString(CultureInfo.InvariantCulture));
        return new($"Job {Text(entry.Id)} cannot be resumed, because {next.Obstacle}. {next.RunAgain}");
    }

    // With several inputs the mapping is found again on resume, by the same headers and the same sample.
    static JobOptions Resolved(JobInputs inputs) =>
        (inputs.All.Count == 1 ? ResolvedOptions.Of(inputs.Options, inputs.All[0]) : inputs.Options) with
        {
            Quiet = false,
            Json = false,
            Verbose = false,
        };

    static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Formats.Csv;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Stores;

/// <summary>
/// Reads the inputs of a finished import again and holds them against its ledger and the store: same bytes, same numbers of
/// records read, rejected and filtered, and a sample of the valid records is found in the store by their match keys. What a
/// database refused when it was written is known from the job's report alone; reading the inputs does not show it.
/// </summary>
sealed class InputVerification(JobEnvironment environment, IContactStore store)
{
    readonly List<string> checks = [];
    bool isConsistent = true;

    public async Task<VerifyResult> RunAsync(JobEntry entry, CancellationToken cancellationToken)
    {
        var options = JobFile.OfJob(entry);
        if (options.Inputs.FirstOrDefault(DatabaseInput.Is) is { } database)
        {
            checks.Add(
                $"The input '{TargetText.Shown(database)}' is a database, whose rows may have changed since, so the store was not held against it."
            );
            return new VerifyResult(true, checks);
        }
        var missing = options.Inputs.FirstOrDefault(input => InputPaths.IsStream(input) || !File.Exists(input));
        if (missing is not null && !missing.Contains('*', StringComparison.Ordinal))
        {
            var why = InputPaths.IsStream(missing) ? "cannot be read again" : "is not here any more";
            checks.Add($"The input '{missing}' {why}, so the store was not held against it.");
            return new VerifyResult(true, checks);
        }
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
            await CheckAsync(entry, inputs, memory, cancellationToken).ConfigureAwait(false);
        }
        return new VerifyResult(isConsistent, checks);
    }

    async Task CheckAsync(JobEntry entry, JobInputs inputs, MemoryPlan memory, CancellationToken cancellationToken)
    {
        // Also where a job compared nothing, its records are found by their keys.
        var options = inputs.Options with
        {
            OnDuplicate = DuplicatePolicy.Skip,
        };
        var rules = new RecordRules(options, entry.Start.StartedAt);
        var sample = new KeySampleSink(rules.Keys, SampledRules(inputs.Options, rules.Keys.Rules));
        var plan = new PipelinePlan
        {
            Inputs =
            [
                .. inputs.All.Select(input => new PipelineInput(SourceOf(input, entry), input.Mapping.Layout, null)),
            ],
            CreateSteps = input => rules.CreateSteps(input.Layout, null),
            Sink = sample,
            KeyCount = rules.KeyCount,
            Memory = memory,
            Limit = entry.Shard is null ? inputs.Options.Limit : LimitOf(entry, inputs.Options),
        };
        var result = await Pipeline.RunAsync(plan, null, cancellationToken).ConfigureAwait(false);
        var report = entry.ReportJson is { } json ? RunReportJson.Read(json) : null;
        CompareDigests(report, inputs);
        Compare("records read", entry.Rows.Read, result.Totals.Rows.Read);
        var refused = report?.Rejects.Where(code => Codes.IsOfDatabase(code.Code)).Sum(code => code.Count) ?? 0;
        CompareRejects(entry.Rows.Rejected, refused, result.Totals.Rows.Rejected);
        Compare("records filtered", entry.Rows.Filtered, result.Totals.Rows.Filtered);
        if (await WasChangedSinceAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            checks.Add(
                "A sample was not looked for in the store, because later jobs have changed or removed contacts."
            );
        }
        else
        {
            await FindSampleAsync(rules, sample.Sample, refused, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A shard has loaded its part of the input.</summary>
    static ISource SourceOf(JobInput input, JobEntry entry) =>
        entry.Shard is { Shard: var shard } && input.Text is { } text
            ? new CsvPart(input.Source, text, shard.Number, shard.Count)
            : input.Source;

    /// <summary>What a limit over the whole input left for a shard is what it has read.</summary>
    static long? LimitOf(JobEntry entry, JobOptions options) => options.Limit is null ? null : entry.Rows.Read;

    /// <summary>
    /// An update may take a record's key away again: a later row that matches by one key overwrites the others. Only the first
    /// rule is proof against that, if it has one alternative: whoever matches by it has the same value.
    /// </summary>
    static int SampledRules(JobOptions options, IReadOnlyList<MatchRule> rules)
    {
        if (options.OnDuplicate != DuplicatePolicy.Update)
        {
            return rules.Count;
        }
        return rules[0].Alternatives.Count == 1 && options.Blank != BlankPolicy.Clear ? 1 : 0;
    }

    async ValueTask<bool> WasChangedSinceAsync(JobEntry entry, CancellationToken cancellationToken)
    {
        var jobs = await store.ListJobsAsync(cancellationToken).ConfigureAwait(false);
        return jobs.Any(job =>
            (job.Id > entry.Id && job.Rows.Updated > 0)
            || (job.State == JobState.Undone && job.FinishedAt > entry.Start.StartedAt)
        );
    }

    void CompareDigests(RunReport? report, JobInputs inputs)
    {
        foreach (var input in inputs.All)
        {
            var description = input.Source.Description;
            var then = report?.Inputs.FirstOrDefault(known => known.Path == description.Path)?.Sha256;
            if (then is not null && description.Sha256 is not null)
            {
                Add(
                    then == description.Sha256,
                    $"The input '{description.Path}' has SHA-256 {description.Sha256[..16]}…, and had {then[..16]}… when it was imported."
                );
            }
        }
    }

    void Compare(string what, long then, long now) =>
        Add(
            then == now,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Reading the input again gives {now:N0} {what}; the ledger says {then:N0}."
            )
        );

    void CompareRejects(long then, long refused, long now)
    {
        if (refused == 0)
        {
            Compare("records rejected", then, now);
            return;
        }
        Add(
            then - refused == now,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Reading the input again gives {now:N0} records rejected; the ledger says {then:N0}, of which the database refused {refused:N0} when they were written."
            )
        );
    }

    /// <summary>Which records were refused is not in the ledger, so as many of the sample may be missing as there were.</summary>
    async Task FindSampleAsync(
        RecordRules rules,
        IReadOnlyList<UInt128[]> sample,
        long refused,
        CancellationToken cancellationToken
    )
    {
        if (sample.Count == 0)
        {
            return;
        }
        var fields = rules.Keys.Rules.SelectMany(rule => rule.Alternatives.SelectMany(alternative => alternative));
        var query = new StoreQuery([.. fields.Distinct(StringComparer.Ordinal)], null);
        var source = await store.OpenSourceAsync(query, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var sink = new SoughtKeysSink(sample.SelectMany(keys => keys).ToHashSet());
            var memory = MemoryPlan.Create(JobOptions.DefaultMemoryBytes, 1, environment.BlockBytes);
            var plan = StorePlan.Make(source, sink, memory, null) with
            {
                CreateSteps = input => [new BatchStep("keys", rules.Keys.Bind(input.Layout).Compute)],
                KeyCount = rules.KeyCount,
            };
            await Pipeline.RunAsync(plan, null, cancellationToken).ConfigureAwait(false);
            CompareSample(sample.Count, sample.Count(keys => keys.Any(sink.Found.Contains)), refused);
        }
    }

    void CompareSample(int sampled, int found, long refused)
    {
        var missing =
            refused == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"; {sampled - found:N0} are not, and {refused:N0} of the input's were refused by the database"
                );
        Add(
            sampled - found <= refused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Of {sampled:N0} records sampled from the input, {found:N0} are found in the store by their match keys{missing}."
            )
        );
    }

    void Add(bool holds, string sentence)
    {
        isConsistent &= holds;
        checks.Add((holds ? "ok: " : "WRONG: ") + sentence);
    }
}

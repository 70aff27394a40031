using System.Globalization;
using Etl.Core.Conditions;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Stores;

/// <summary>
/// Reads the inputs of a finished import again and holds them against its ledger and the store: same bytes, same numbers of
/// records read, rejected and filtered, and a sample of the valid records is found in the store by e-mail or phone.
/// </summary>
sealed class InputVerification(JobEnvironment environment, IContactStore store)
{
    readonly List<string> checks = [];
    bool isConsistent = true;

    public async Task<VerifyResult> RunAsync(JobEntry entry, CancellationToken cancellationToken)
    {
        var options = JobFile.Parse(entry.Start.OptionsYaml, "the ledger", new JobOptions());
        var missing = options.Inputs.FirstOrDefault(input => input == InputPaths.Standard || !File.Exists(input));
        if (missing is not null && !missing.Contains('*', StringComparison.Ordinal))
        {
            checks.Add($"The input '{missing}' is not here any more, so the store was not held against it.");
            return new VerifyResult(true, checks);
        }
        var memory = JobParts.Memory(options, environment);
        var inputs = await JobInputs
            .OpenAsync(options, environment, memory.BlockBytes, options.Inputs.Count > 1, cancellationToken)
            .ConfigureAwait(false);
        await using (inputs.ConfigureAwait(false))
        {
            await CheckAsync(entry, inputs, memory, cancellationToken).ConfigureAwait(false);
        }
        return new VerifyResult(isConsistent, checks);
    }

    async Task CheckAsync(JobEntry entry, JobInputs inputs, MemoryPlan memory, CancellationToken cancellationToken)
    {
        var rules = new RecordRules(inputs.Options, entry.Start.StartedAt);
        var sample = new KeySampleSink();
        var plan = new PipelinePlan
        {
            Inputs = [.. inputs.All.Select(input => new PipelineInput(input.Source, input.Mapping.Layout, null))],
            CreateSteps = input => rules.CreateSteps(input.Layout, null),
            Sink = sample,
            KeyCount = rules.KeyCount,
            Memory = memory,
            Limit = inputs.Options.Limit,
        };
        var result = await Pipeline.RunAsync(plan, null, cancellationToken).ConfigureAwait(false);
        CompareDigests(entry, inputs);
        Compare("records read", entry.Rows.Read, result.Totals.Rows.Read);
        Compare("records rejected", entry.Rows.Rejected, result.Totals.Rows.Rejected);
        Compare("records filtered", entry.Rows.Filtered, result.Totals.Rows.Filtered);
        foreach (var (field, values) in sample.Values)
        {
            await FindSampleAsync(field, values, cancellationToken).ConfigureAwait(false);
        }
    }

    void CompareDigests(JobEntry entry, JobInputs inputs)
    {
        var report = entry.ReportJson is { } json ? RunReportJson.Read(json) : null;
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

    async Task FindSampleAsync(string field, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var query = new StoreQuery([field], new Condition.In(field, values));
        var source = await store.OpenSourceAsync(query, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var found = new DistinctValuesSink();
            var memory = MemoryPlan.Create(JobOptions.DefaultMemoryBytes, 1, environment.BlockBytes);
            await Pipeline
                .RunAsync(StorePlan.Make(source, found, memory, null), null, cancellationToken)
                .ConfigureAwait(false);
            Add(
                found.Count == values.Count,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {values.Count:N0} values of \"{field}\" sampled from the input, {found.Count:N0} are in the store."
                )
            );
        }
    }

    void Add(bool holds, string sentence)
    {
        isConsistent &= holds;
        checks.Add((holds ? "ok: " : "WRONG: ") + sentence);
    }
}

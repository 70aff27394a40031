using System.Globalization;
using Etl.Datasets.Generation;
using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>Runs the jobs in alternation (A B C A B C …), so that a slow minute of the machine falls on all of them.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="output">Where it is said how far it is.</param>
sealed class JobRuns(JobPlan plan, TextWriter output)
{
    /// <summary>Runs them all; each figure is a median.</summary>
    public async Task<IReadOnlyList<JobFigures>> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder(plan.Work);
        var file = plan.File is { } given
            ? Path.GetFullPath(given)
            : Generate(folder.File("contacts.csv"), cancellationToken);
        var store = folder.File("store.db");
        var jobs = Choose(BenchJobs.All(file, store, plan.Postgres));
        if (jobs.Any(job => job.ReadsStore))
        {
            await MeasuredRun.RunPlainAsync(
                [plan.Etl, .. BenchJobs.Import(folder, file, "sqlite:" + store)],
                cancellationToken
            );
        }
        var runs = jobs.ToDictionary(job => job, _ => new List<MeasuredRun>());
        try
        {
            for (var round = 0; round < plan.Runs; round++)
            {
                foreach (var job in jobs)
                {
                    runs[job].Add(await RunAsync(job, cancellationToken));
                    Say($"{round + 1}/{plan.Runs} {job.Name}: {runs[job][^1].Seconds:F2} s");
                }
            }
        }
        finally
        {
            if (plan.Postgres is { } postgres)
            {
                await MeasuredRun.RunPlainAsync(BenchJobs.Removal(postgres), CancellationToken.None);
            }
        }
        return [.. jobs.Select(job => JobFigures.Of(job, runs[job]))];
    }

    async Task<MeasuredRun> RunAsync(BenchJob job, CancellationToken cancellationToken)
    {
        if (job.Before is { } before)
        {
            await MeasuredRun.RunPlainAsync(before, cancellationToken);
        }
        using var folder = new TempFolder(plan.Work);
        return await MeasuredRun.RunAsync(plan.Etl, job.Arguments(folder), folder, cancellationToken);
    }

    IReadOnlyList<BenchJob> Choose(IReadOnlyList<BenchJob> jobs)
    {
        var unknown = plan.Only.Where(name => jobs.All(job => job.Name != name)).ToList();
        return unknown.Count == 0
            ? [.. jobs.Where(job => plan.Only.Count == 0 || plan.Only.Contains(job.Name, StringComparer.Ordinal))]
            : throw new InvalidOperationException(
                $"--only names {string.Join(", ", unknown)}; there are {string.Join(", ", jobs.Select(job => job.Name))}."
            );
    }

    string Generate(string path, CancellationToken cancellationToken)
    {
        Say($"generating {plan.Rows:N0} rows");
        using var stream = File.Create(path);
        new DatasetGenerator(new GeneratorOptions { Rows = plan.Rows }).Run(
            stream,
            truthOutput: null,
            cancellationToken
        );
        return path;
    }

    void Say(FormattableString sentence) => output.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}

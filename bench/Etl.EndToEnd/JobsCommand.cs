using System.CommandLine;
using Etl.EndToEnd.Results;

namespace Etl.EndToEnd;

/// <summary>The <c>jobs</c> command.</summary>
static class JobsCommand
{
    static readonly Option<string> etl = new("--etl")
    {
        Description = "The program to measure, best the published one; the one that was built with this by default",
        DefaultValueFactory = _ => JobPlan.BuiltEtl,
    };

    static readonly Option<string?> file = new("--file")
    {
        Description = "A file to work on instead of a generated one",
    };

    static readonly Option<long> rows = new("--rows")
    {
        Description = "Rows to generate",
        DefaultValueFactory = _ => new JobPlan { Etl = "" }.Rows,
    };

    static readonly Option<int> runs = new("--runs")
    {
        Description = "How often each job runs, in alternation",
        DefaultValueFactory = _ => new JobPlan { Etl = "" }.Runs,
    };

    static readonly Option<string[]> only = new("--only")
    {
        Description = "Names of jobs: clean, clean-dedupe, import-sqlite, import-postgres, export-sqlite",
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<string?> postgres = new("--postgres")
    {
        Description =
            $"URI of a server to import into; {JobPlan.PostgresVariable} by default, and without either that job is left out",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(JobPlan.PostgresVariable),
    };

    static readonly Option<string?> work = new("--work")
    {
        Description = "Folder for the files; the system's by default",
    };

    public static Command Create()
    {
        var command = new Command(
            "jobs",
            "Whole jobs on one file: rows/s, MB/s, CPU, memory and the time of each stage."
        );
        foreach (
            var option in (Option[])
                [etl, file, rows, runs, only, postgres, work, ResultOptions.Json, ResultOptions.Results]
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var plan = new JobPlan
        {
            Etl = Path.GetFullPath(result.GetRequiredValue(etl)),
            File = result.GetValue(file),
            Rows = result.GetValue(rows),
            Runs = result.GetValue(runs),
            Only = result.GetValue(only) ?? [],
            Postgres = result.GetValue(postgres),
            Work = result.GetValue(work),
        };
        try
        {
            var figures = await new JobRuns(plan, Console.Error).RunAsync(cancellationToken);
            var machine = await Machine.ReadAsync(plan.Etl, cancellationToken);
            ResultOptions.Deliver(
                result,
                new ResultSection("Whole jobs", "jobs", JobTable.Write(figures, plan.Runs), figures),
                machine
            );
            return 0;
        }
        catch (InvalidOperationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
}

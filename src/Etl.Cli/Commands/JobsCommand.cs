using System.CommandLine;
using System.Globalization;
using Etl.Cli.Help;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary><c>etl jobs</c>: the ledger of a store.</summary>
static class JobsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("jobs", "Shows, resumes, undoes and verifies the jobs of a store.")
        {
            Examples =
            [
                ("etl jobs list", "all jobs of contacts.db"),
                ("etl jobs resume", "go on with the newest interrupted one"),
                ("etl jobs undo 3 --to sqlite:crm.db", "take job 3 back"),
            ],
        };
        command.Subcommands.Add(
            JobsSubcommand.Create("list", "Lists the jobs of a store, newest first.", terminal, ListAsync)
        );
        command.Subcommands.Add(
            JobsSubcommand.Create("show", "Shows a job: its options, buckets and report.", terminal, ShowAsync)
        );
        command.Subcommands.Add(
            JobsSubcommand.Create(
                "resume",
                "Goes on with an interrupted job behind its last committed chunk.",
                terminal,
                ResumeAsync
            )
        );
        command.Subcommands.Add(
            JobsSubcommand.Create(
                "undo",
                "Takes a job back: removes what it inserted, restores what it updated.",
                terminal,
                UndoAsync
            )
        );
        command.Subcommands.Add(
            JobsSubcommand.Create(
                "rejects",
                "Shows why records of a job were rejected, and where they are.",
                terminal,
                RejectsAsync
            )
        );
        command.Subcommands.Add(
            JobsSubcommand.Create("verify", "Holds the store against the ledger and the input.", terminal, VerifyAsync)
        );
        return command;
    }

    static async Task<int> ListAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var jobs = await request.Ledger.ListAsync(cancellationToken);
        if (request.IsJson)
        {
            request.Terminal.Output.WriteLine(CliJson.Write<JobJson[]>([.. jobs.Select(JobJson.Of)]));
            return ExitCode.Done;
        }
        var hasSets = jobs.Any(job => job.Shard is not null);
        string[] ShardOf(string text) => hasSets ? [text] : [];
        var table = new TextTable(hasSets ? "rllllrrrr" : "rlllrrrr").Row([
            "job",
            "state",
            "started",
            "input",
            .. ShardOf("shard and set"),
            "read",
            "inserted",
            "updated",
            "rejected",
        ]);
        foreach (var job in jobs)
        {
            table.Row([
                Text(job.Id),
                State(job),
                job.Start.StartedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                string.Join(", ", job.Start.Inputs.Select(Path.GetFileName).Take(2)),
                .. ShardOf(job.Shard is { } shard ? $"{shard.Shard} {shard.Set}" : ""),
                Figures.Count(job.Rows.Read),
                Figures.Count(job.Rows.Inserted),
                Figures.Count(job.Rows.Updated),
                Figures.Count(job.Rows.Rejected),
            ]);
        }
        table.Write(request.Terminal.Output, 0);
        return ExitCode.Done;
    }

    static async Task<int> ShowAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var jobId = await request.FindNumberAsync(cancellationToken);
        var job = await request.Ledger.FindAsync(jobId, cancellationToken);
        if (request.IsJson)
        {
            request.Terminal.Output.WriteLine(CliJson.Write(JobJson.Of(job)));
            return ExitCode.Done;
        }
        var output = request.Terminal.Output;
        output.WriteLine(
            $"Job {Text(job.Id)} is {State(job)}; started {job.Start.StartedAt.ToString("u", CultureInfo.InvariantCulture)} by process {Text(job.Start.ProcessId)}{Host(job)}."
        );
        if (job.Shard is { } shard)
        {
            var set = await request.Ledger.SetAsync(job, cancellationToken);
            output.WriteLine(ShardsText.Of(shard, set));
        }
        if (job.ReportJson is { } json && RunReportJson.Read(json) is { } report)
        {
            if (report.Error is { } error)
            {
                WrappedText.Write(error, 0, request.Terminal.Width, output);
            }
            JobSummary.Write(report, JobFile.OfJob(job), request.Terminal.Width, output);
        }
        output.WriteLine();
        output.WriteLine("Its options:");
        output.WriteLine(job.Start.OptionsYaml.TrimEnd());
        return ExitCode.Done;
    }

    static async Task<int> ResumeAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var options = new JobOptions { Json = request.IsJson, Target = request.Target };
        var screen = new JobScreen(request.Terminal, options);
        var report = await request.Runner.ResumeAsync(
            request.Target,
            await request.FindNumberAsync(cancellationToken),
            screen,
            cancellationToken
        );
        screen.Clear();
        return JobCommands.Finish(report, options, request.Terminal);
    }

    static async Task<int> UndoAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var jobId =
            await request.FindNumberAsync(cancellationToken)
            ?? throw new JobException(
                "etl jobs undo needs the number of a job, for example 'etl jobs undo 1'; 'etl jobs list' shows them."
            );
        var job = await request.Ledger.FindAsync(jobId, cancellationToken);
        var result = await request.Ledger.UndoAsync(jobId, cancellationToken);
        if (request.IsJson)
        {
            request.Terminal.Output.WriteLine(CliJson.Write(result));
            return ExitCode.Done;
        }
        var left =
            result.Left == 0
                ? ""
                : $" {Figures.Plural(result.Left, "contact")} changed since and stayed{(result.LeftKeys.Count > 0 ? ": ids " : "")}{string.Join(", ", result.LeftKeys.Take(20))}{(result.Left > 20 ? ", …" : "")}.";
        var again = job.Shard is null ? $"job {Text(jobId)} again" : "the jobs of the set again, one by one";
        var later = result.LaterJobs is [var newest, ..]
            ? $" Job {Text(newest)} changed some of them: undo it, then {again}, which takes them back, too."
            : "";
        request.Terminal.Output.WriteLine(
            $"{(job.Shard is { Set: var set } ? $"The set '{set}'" : $"Job {Text(jobId)}")} is undone: {Figures.Plural(result.Removed, "contact")} removed, {Figures.Count(result.Restored)} restored.{left}{later}"
        );
        return ExitCode.Done;
    }

    static async Task<int> RejectsAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var jobId = await request.FindNumberAsync(cancellationToken);
        var job = await request.Ledger.FindAsync(jobId, cancellationToken);
        var report = job.ReportJson is { } json ? RunReportJson.Read(json) : null;
        if (request.Output is { } copy)
        {
            RejectCopies.Make(report?.RejectFiles ?? [], copy);
        }
        if (request.IsJson)
        {
            request.Terminal.Output.WriteLine(
                CliJson.Write(new RejectsJson(report?.RejectFiles ?? [], report?.Rejects ?? []))
            );
            return ExitCode.Done;
        }
        var output = request.Terminal.Output;
        output.WriteLine($"Job {Text(job.Id)} rejected {Figures.Plural(job.Rows.Rejected, "record")}.");
        var table = new TextTable("rll");
        foreach (var code in report?.Rejects ?? [])
        {
            table.Row(Figures.Count(code.Count), code.Code, code.Field ?? "");
        }
        table.Write(output);
        foreach (var file in report?.RejectFiles ?? [])
        {
            var state = File.Exists(file) ? $"fix it and run: etl import {file}" : "it is not there any more";
            output.WriteLine($"rejects: {file} ({state})");
        }
        if (request.Output is { } made)
        {
            output.WriteLine($"copied to {made}; fix it and run: etl import {made}");
        }
        return ExitCode.Done;
    }

    static async Task<int> VerifyAsync(JobsRequest request, CancellationToken cancellationToken)
    {
        var jobId = await request.FindNumberAsync(cancellationToken);
        var result = await request.Ledger.VerifyAsync(jobId, cancellationToken);
        if (request.IsJson)
        {
            request.Terminal.Output.WriteLine(CliJson.Write(result));
        }
        else
        {
            foreach (var check in result.Checks)
            {
                request.Terminal.Output.WriteLine(check);
            }
            request.Terminal.Output.WriteLine(result.IsConsistent ? "Everything holds." : "Something does not hold.");
        }
        return result.IsConsistent ? ExitCode.Done : ExitCode.RejectsOverLimit;
    }

    static string State(JobEntry job) =>
        job.State == JobState.Running && !job.IsAlive ? "interrupted" : job.State.ToString().ToLowerInvariant();

    static string Host(JobEntry job) => job.Start.Host.Length == 0 ? "" : " on " + job.Start.Host;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

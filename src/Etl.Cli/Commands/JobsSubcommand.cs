using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary>Makes the subcommands of <c>etl jobs</c>, which all take a job, a store and <c>--json</c>.</summary>
static class JobsSubcommand
{
    public static Command Create(
        string name,
        string description,
        Terminal terminal,
        Func<JobsRequest, CancellationToken, Task<int>> run
    )
    {
        var id = new Argument<string?>("id")
        {
            HelpName = "ID",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Number of the job, or name of a set of shards; the newest by default.",
        };
        var target = new Option<string>("--to")
        {
            HelpName = "TARGET",
            Description = $"The store; {JobOptions.DefaultTarget} by default.",
            DefaultValueFactory = _ => JobOptions.DefaultTarget,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var verbose = new Option<bool>("--verbose") { Description = "Log what is done on standard error." };
        var command = new EtlCommand(name, description)
        {
            Examples =
                name == "list"
                    ? [("etl jobs list --to sqlite:crm.db", "the jobs of another store")]
                    : [($"etl jobs {name} 1", "job 1 of contacts.db")],
        };
        if (name != "list")
        {
            command.Arguments.Add(id);
        }
        command.Options.Add(target);
        command.Options.Add(json);
        command.Options.Add(verbose);
        var output = new Option<string>("--out")
        {
            HelpName = "FILE",
            Description = "Copy the rejected records, why they were rejected and the job's options there.",
        };
        if (name == "rejects")
        {
            command.Options.Add(output);
        }
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var store = parsed.GetValue(target)!;
                var job = name == "list" ? null : parsed.GetValue(id);
                return JobHost.RunAsync(
                    terminal,
                    parsed.GetValue(verbose),
                    (services, token) =>
                        run(
                            new JobsRequest(
                                store,
                                job,
                                parsed.GetValue(json),
                                name == "rejects" ? parsed.GetValue(output) : null,
                                services,
                                terminal
                            ),
                            token
                        ),
                    cancellationToken
                );
            }
        );
        return command;
    }
}

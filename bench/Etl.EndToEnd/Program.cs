using System.CommandLine;
using Etl.EndToEnd;

var root = new RootCommand(
    "What whole jobs cost, run as a user runs them, and what cutting a file into fields costs alone."
);
root.Subcommands.Add(JobsCommand.Create());
root.Subcommands.Add(TokenizeCommand.Create());
return await root.Parse(args).InvokeAsync();

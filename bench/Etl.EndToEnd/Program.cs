using System.CommandLine;
using Etl.EndToEnd;
using Etl.EndToEnd.Scaling;

var root = new RootCommand(
    "What whole jobs cost, run as a user runs them, how they scale, and what cutting a file into fields costs alone."
);
root.Subcommands.Add(JobsCommand.Create());
root.Subcommands.Add(TokenizeCommand.Create());
root.Subcommands.Add(ScalingCommand.Create());
return await root.Parse(args).InvokeAsync();

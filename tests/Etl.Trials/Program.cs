using System.CommandLine;
using Etl.Trials;
using Etl.Trials.Truth;

var root = new RootCommand(
    "Long trials of the built etl program, each a promise with its figure. They take minutes, so the test run leaves them out."
);
root.Subcommands.Add(KillTrialCommand.Create());
root.Subcommands.Add(ShardsTrialCommand.Create());
root.Subcommands.Add(DisturbTrialCommand.ServerKill());
root.Subcommands.Add(DisturbTrialCommand.Cut());
root.Subcommands.Add(TruthTrialCommand.Create());
root.Subcommands.Add(ConstraintTrialCommand.Create());
root.Subcommands.Add(ScaleUpdateTrialCommand.Create());
root.Subcommands.Add(ScaleCleanTrialCommand.Create());
root.Subcommands.Add(SameTrialCommand.Create());
root.Subcommands.Add(StringsTrialCommand.Create());
root.Subcommands.Add(EncodingsTrialCommand.Create());
root.Subcommands.Add(PhonesTrialCommand.Create());
return await root.Parse(args).InvokeAsync();

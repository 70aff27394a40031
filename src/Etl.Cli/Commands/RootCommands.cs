using System.CommandLine;
using System.CommandLine.Help;
using Etl.Cli.Help;
using Etl.Cli.Screen;

namespace Etl.Cli.Commands;

/// <summary>The tree of commands.</summary>
static class RootCommands
{
    /// <summary>Makes the tree for one run.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand(
            "etl cleans, deduplicates and loads very large contact files, and loses no record on the way."
        );
        root.Subcommands.Add(CleanCommand.Create(terminal));
        root.Subcommands.Add(ImportCommand.Create(terminal));
        root.Subcommands.Add(ExportCommand.Create(terminal));
        root.Subcommands.Add(InspectCommand.Create(terminal));
        root.Subcommands.Add(PreviewCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(SampleCommand.Create(terminal));
        root.Subcommands.Add(TemplateCommand.Create(terminal));
        root.Subcommands.Add(JobsCommand.Create(terminal));
        root.Subcommands.Add(BenchCommand.Create(terminal));
        root.Subcommands.Add(CodesCommand.Create(terminal));
        root.Subcommands.Add(CompletionCommand.Create(terminal));
        UseHelpPage(root, terminal);
        root.SetAction(_ => ShowStart(terminal));
        return root;
    }

    static void UseHelpPage(RootCommand root, Terminal terminal)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage(terminal);
        help.Description = "Show help and examples.";
        root.Options.OfType<VersionOption>().Single().Description = "Show the version.";
    }

    static int ShowStart(Terminal terminal)
    {
        terminal.Error.WriteLine(
            """
            etl cleans, deduplicates and loads very large contact files.

              etl preview contacts.csv                     look at the rows as they would load
              etl import contacts.csv                      load them into contacts.db
              etl clean contacts.csv --out clean.csv       or write them to a file

            Run 'etl --help' for all commands, 'etl COMMAND --help' for one of them.
            """
        );
        return ExitCode.WrongUsage;
    }
}

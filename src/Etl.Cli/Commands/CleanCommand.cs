using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary><c>etl clean</c>: file to file.</summary>
static class CleanCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("clean", "Cleans and deduplicates files of contacts into one file.")
        {
            Remarks =
                "The output has the input's columns, order, header and dialect; columns that feed no contact field are kept "
                + "untouched. It appears under its name only when it is complete. With --on-duplicate update the records go "
                + "through a temporary store and come out in the order in which each contact was first met.",
            Examples =
            [
                ("etl clean contacts.csv --out clean.csv", "one file, duplicates removed by e-mail, then phone"),
                ("etl clean 'exports/*.csv' --as etl --country US --out all.csv", "many files with different headers"),
                ("etl clean old.csv --encoding windows-1252 --strict --out new.csv", "bad values reject their record"),
                (
                    "etl clean postgres://me@host/crm --query \"select * from people\" --out clean.csv",
                    "the rows of a query"
                ),
                ("cat contacts.csv | etl clean - --out - > clean.csv", "in a pipe"),
            ],
        };
        JobCommands.RunsJob(command, JobCommands.Inputs(), JobKind.Clean, terminal);
        return command;
    }
}

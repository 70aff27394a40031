using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary><c>etl export</c>: store to file.</summary>
static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("export", "Writes the contacts of a store to a file.")
        {
            Remarks =
                "Values that a spreadsheet would run as formulas are guarded by an apostrophe (--guard off writes them as they "
                + "are); importing the file again removes exactly what was added.",
            Examples =
            [
                ("etl export --out contacts.csv", "everything in contacts.db"),
                ("etl export --columns first_name,last_name,email --out mails.csv", "some fields"),
                ("etl export --where \"country = 'US' and email is not null\" --out us.csv", "some contacts"),
                (
                    "etl export --from 'postgres://me@host/crm?table=crm.people' --out people.csv",
                    "a table of PostgreSQL, which nothing is written to"
                ),
            ],
        };
        JobCommands.RunsJob(command, null, JobKind.Export, terminal);
        return command;
    }
}

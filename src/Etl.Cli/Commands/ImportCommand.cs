using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary><c>etl import</c>: file to store.</summary>
static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("import", "Loads files of contacts into a store, contacts.db by default.")
        {
            Remarks =
                "Records are cleaned, compared with each other and with the store, and written in chunks that are recorded "
                + "in the store's ledger: an interrupted import can be resumed, a finished one undone. Importing the same "
                + "file again changes nothing.",
            Examples =
            [
                ("etl import contacts.csv", "into contacts.db in this folder"),
                (
                    "etl import leads.csv --set \"Work Mail=email\" --country US",
                    "say what a column is, and where phones are"
                ),
                (
                    "etl import update.csv --on-duplicate update --to sqlite:crm.db",
                    "update the contacts that are there"
                ),
                (
                    "etl import 'postgres://me@host/crm?table=crm.people' --to sqlite:crm.db",
                    "from one database into another"
                ),
                ("etl import contacts.csv.rejects.csv", "after fixing what was rejected; no option is needed"),
            ],
        };
        JobCommands.RunsJob(command, JobCommands.Inputs(), JobKind.Import, terminal);
        return command;
    }
}

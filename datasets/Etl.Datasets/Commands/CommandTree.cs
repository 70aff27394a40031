using System.CommandLine;

namespace Etl.Datasets.Commands;

/// <summary>The tool's commands: generate (the root), check, and samples.</summary>
static class CommandTree
{
    public static RootCommand Build()
    {
        var root = new RootCommand(
            """
            Generates contact files of any size, realistic and dirty, with the known truth about every row.

            Examples:
              dotnet run -c Release --project datasets/Etl.Datasets -- --rows 2000000 --out f.csv --truth t.jsonl
              dotnet run -c Release --project datasets/Etl.Datasets -- --rows 1000 --delimiter ';' --crlf --out - | head
            """
        );
        GenerateCommand.AddTo(root);
        root.Add(CheckCommand.Build());
        root.Add(SamplesCommand.Build());
        return root;
    }
}

using System.CommandLine;

namespace Etl.Cli.Help;

/// <summary>A command with what a newcomer needs: a summary, a few paragraphs, and examples that run.</summary>
sealed class EtlCommand : Command
{
    public EtlCommand(string name, string description)
        : base(name, description) { }

    /// <summary>Command lines with a comment each.</summary>
    public IReadOnlyList<(string Line, string Comment)> Examples { get; init; } = [];

    /// <summary>Further sentences under the summary.</summary>
    public string Remarks { get; init; } = "";
}

using Etl.Testing;

namespace Etl.Tidy.Tests;

/// <summary>A place that may break a rule, for a stated reason. The list is Exceptions.txt.</summary>
/// <param name="Line">The line as it is written.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Path">The file.</param>
/// <param name="Symbol">What in the file, or <c>*</c>.</param>
/// <param name="Reason">Why; it may not be empty.</param>
sealed record ListedException(string Line, string Rule, string Path, string Symbol, string Reason)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ListedException> All { get; } =
    [
        .. File.ReadAllLines(RepositoryRoot.Combine("tests/Etl.Tidy.Tests/Exceptions.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Read),
    ];

    public bool Allows(Finding finding) =>
        finding.Rule == Rule && finding.Path == Path && (Symbol == "*" || finding.Symbol == Symbol);

    static ListedException Read(string line)
    {
        var parts = line.Split('|', 4, StringSplitOptions.TrimEntries);
        return parts is [var rule, var path, var symbol, { Length: > 0 } reason]
            ? new ListedException(line, rule, path, symbol, reason)
            : throw new FormatException(
                $"Exceptions.txt: '{line}' is not understood; write 'rule | path | symbol | reason'."
            );
    }
}

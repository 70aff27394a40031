namespace Etl.Testing.Constraints;

/// <summary>One column of the table of constraints, and of the file that is loaded into it.</summary>
/// <param name="Name">Its name, in the file and in the table.</param>
/// <param name="Definition">Type and constraints as SQL.</param>
/// <param name="Value">A value that the table takes, for the row of a number.</param>
/// <param name="Expected">What the table then holds, as SQL over the text of the file (<c>$</c> stands for it).</param>
public sealed record ConstraintColumn(
    string Name,
    string Definition,
    Func<int, string> Value,
    string Expected = "nullif($, '')"
)
{
    /// <summary>The name as an SQL identifier.</summary>
    public string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

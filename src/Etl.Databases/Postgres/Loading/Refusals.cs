using System.Globalization;
using System.Text.RegularExpressions;
using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>Reads what the server says when it refuses a row. Its messages may repeat values, so they are not repeated.</summary>
static partial class Refusals
{
    /// <summary>The refusal of the row that an exception is about.</summary>
    public static Refusal From(PostgresException exception) =>
        From(exception.SqlState, exception.ColumnName ?? ColumnOf(exception), exception.ConstraintName);

    /// <summary>The refusal of a row by what the server says about it; null or empty is what it does not say.</summary>
    public static Refusal From(string state, string? column, string? constraint)
    {
        var code = Codes.Database(state);
        var by = (constraint, column) switch
        {
            ({ Length: > 0 }, _) => $" (constraint {constraint})",
            (_, { Length: > 0 }) => $" (column {column})",
            _ => "",
        };
        return new Refusal(code, column is "" ? null : column, $"{code.Sentence} SQLSTATE {state}{by}.");
    }

    /// <summary>1-based line of a COPY that the exception is about, or 0: foreign keys, for one, name none.</summary>
    public static int LineOf(PostgresException exception)
    {
        var match = CopyLine().Match(exception.Where ?? "");
        return match.Success ? int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    static string? ColumnOf(PostgresException exception)
    {
        var match = CopyLine().Match(exception.Where ?? "");
        return match.Groups["column"] is { Success: true } column ? column.Value : null;
    }

    // "COPY people, line 3, column email" in the language of the server. The table's name may hold anything, so the last match
    // in the line that starts with COPY counts.
    [GeneratedRegex(
        @"^COPY [^\n]*?, \p{L}+ (?<line>[0-9]+)(, \p{L}+ (?<column>[^:\n]+))?(:|$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CopyLine();
}

using System.Text.RegularExpressions;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Reading;

/// <summary>What the server has against a user's query, or what a query or a view came to while its rows were made.</summary>
static partial class QueryFailure
{
    /// <summary>True when the query's text is to blame: its grammar, a name in it, or that it would write.</summary>
    public static bool IsOfQuery(PostgresException exception) =>
        exception.SqlState != PostgresErrorCodes.InsufficientPrivilege
        && (
            exception.SqlState.StartsWith("42", StringComparison.Ordinal)
            || exception.SqlState.StartsWith("0A", StringComparison.Ordinal)
            || exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
        );

    /// <summary>The sentence for it. The server's words name what stands in the query, never what stands in rows.</summary>
    public static JobException Describe(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
            ? new JobException(
                $"--query would change the database ({exception.MessageText}), and what is an input is only read; write a query that only reads (SQLSTATE {exception.SqlState}).",
                exception
            )
            : new JobException(
                $"--query is refused by PostgreSQL: {exception.MessageText}{Place(exception)} (SQLSTATE {exception.SqlState}). Try it in psql, then run the command again.",
                exception
            );

    /// <summary>True when a row could not be made: an operation or a cast that its values do not allow, or a function's own error.</summary>
    public static bool IsOfRow(PostgresException exception) =>
        exception.SqlState[..2] is "21" or "22" || IsRaised(exception);

    /// <summary>
    /// The sentence for what failed while rows were made: a division by zero, a text that is no number. Nobody handed a value in,
    /// so none is refused. The server's words quote what stood in the row, which is left out; what a function raises is the
    /// function's own text, which may hold anything, and is left out as a whole.
    /// </summary>
    public static PipelineException DescribeRow(PostgresAddress address, PostgresException exception)
    {
        var what = address.Query is null ? $"Reading '{address.Name}'" : "--query";
        var text = IsRaised(exception)
            ? "one of its functions raised an error"
            : QuotedText().Replace(exception.MessageText, "\"…\"");
        return new PipelineException(
            $"{what} failed in PostgreSQL: {text} (SQLSTATE {exception.SqlState}). Try it in psql and leave out the rows that it cannot be computed for, then run the command again.",
            exception
        );
    }

    static bool IsRaised(PostgresException exception) => exception.SqlState.StartsWith("P0", StringComparison.Ordinal);

    [GeneratedRegex("\".*\"", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedText();

    static string Place(PostgresException exception) =>
        exception.Position > 0 ? FormattableString.Invariant($" at character {exception.Position}") : "";
}

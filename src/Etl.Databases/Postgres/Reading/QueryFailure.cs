using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Reading;

/// <summary>What the server has against a user's query.</summary>
static class QueryFailure
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

    static string Place(PostgresException exception) =>
        exception.Position > 0 ? FormattableString.Invariant($" at character {exception.Position}") : "";
}

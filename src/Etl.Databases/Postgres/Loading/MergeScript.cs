using System.Globalization;
using Etl.Databases.Postgres.Connections;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Merges staged rows one by one, in the order of the rows, inside the server: a loop there costs a fraction of a round trip for
/// each. It does what <see cref="MergePlan"/> does for many rows at a time, and says in a temporary table what became of each.
/// </summary>
/// <param name="plan">The statements.</param>
/// <param name="jobId">The job.</param>
/// <param name="now">When it started.</param>
sealed class MergeScript(MergePlan plan, long jobId, DateTimeOffset now)
{
    /// <summary>The row changed its contact.</summary>
    public const string Updated = "updated";

    /// <summary>The row's consent was not taken.</summary>
    public const string ConsentKept = "kept";

    /// <summary>The row's contact is gone or has got another match key.</summary>
    public const string Moved = "moved";

    const string OutcomeTable = "pg_temp.etl_outcome";

    /// <summary>The variable with the row; names of variables are qualified, so that columns of any name are not taken for them.</summary>
    const string Row = "s.row_no = etl.row_no";

    /// <summary>What became of the rows.</summary>
    public const string Outcomes =
        $"select row_no, outcome, column_name, constraint_name from {OutcomeTable} order by row_no";

    /// <summary>The rows that changed their contact.</summary>
    public static string RowsUpdated { get; } = RowsOf(Updated);

    /// <summary>The rows whose consent was not taken.</summary>
    public static string RowsConsentKept { get; } = RowsOf(ConsentKept);

    /// <summary>The rows whose contact is gone or has got another match key.</summary>
    public static string RowsMoved { get; } = RowsOf(Moved);

    /// <summary>The script for the rows [first, end) from a round on.</summary>
    /// <param name="chunk">Number of the chunk.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last one.</param>
    /// <param name="fromRound">The first round.</param>
    /// <param name="refuses">
    /// True to go on behind a row that the server refuses, each row in a subtransaction of its own. False to fail with it: all
    /// rows then bear the number of the chunk's transaction, by which the ledger knows them.
    /// </param>
    public string Sql(int chunk, int first, int end, int fromRound, bool refuses)
    {
        var merge = refuses ? Refusing(Merge(chunk)) : Merge(chunk);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <<etl>>
            declare
              row_no int;
              state text;
              column_name text;
              constraint_name text;
            begin
              for etl.row_no in select s.row_no from {MergePlan.StageTable} s
                where s.row_no between {first} and {end - 1} and s.round >= {fromRound} order by s.row_no
              loop
                {merge}
              end loop;
            end
            """
        );
        var quote = "$etl$";
        while (body.Contains(quote, StringComparison.Ordinal))
        {
            quote = quote.Insert(1, "_");
        }
        return $"create temporary table if not exists {OutcomeTable} (row_no int, outcome text, column_name text, constraint_name text) on commit drop; truncate {OutcomeTable}; do {quote}{body}{quote}";
    }

    static string RowsOf(string outcome) =>
        $"select row_no from {OutcomeTable} where outcome = '{outcome}' order by row_no";

    string Merge(int chunk)
    {
        const string Stage = $"{MergePlan.StageTable} s";
        var job = string.Create(CultureInfo.InvariantCulture, $"{jobId}::bigint");
        var time = string.Create(CultureInfo.InvariantCulture, $"'{now.UtcDateTime:O}'::timestamptz");
        var number = chunk.ToString(CultureInfo.InvariantCulture);
        var consent = plan.ConsentKeptOf(Row) is { } kept ? $"{Insert(ConsentKept)} {kept};" : "";
        return $"""
            {consent}
            perform {plan.LockChangedOf(Row)};
            if found then
              {plan.KeepBeforeOf(Stage, Row, job, number)};
              {plan.UpdateOf(Stage, Row, job, time)};
              if found then
                insert into {OutcomeTable} values (etl.row_no, '{Updated}');
              end if;
            else
              {Insert(Moved)} {plan.MovedOf(Row)};
            end if;
            """;
    }

    static string Insert(string outcome) => $"insert into {OutcomeTable} select s.row_no, '{outcome}'";

    static string Refusing(string merge) =>
        $"""
            begin
              {merge}
            exception when others then
              get stacked diagnostics etl.state = returned_sqlstate, etl.column_name = column_name,
                etl.constraint_name = constraint_name;
              if not {PostgresFailures.IsRowFaultSql("etl.state")} then
                raise;
              end if;
              insert into {OutcomeTable} values (etl.row_no, etl.state, etl.column_name, etl.constraint_name);
            end;
            """;
}

using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Matching;

namespace Etl.Databases.Postgres.Loading;

/// <summary>What all chunks of a job share.</summary>
/// <param name="Connections">Where the database is.</param>
/// <param name="Ledger">Its ledger.</param>
/// <param name="Plan">What is written.</param>
/// <param name="Merge">How rows are merged; null when none is.</param>
/// <param name="Options">How the job writes.</param>
/// <param name="Owners">The numbers of contacts.</param>
/// <param name="Epoch">The job's number among the writers of the table.</param>
/// <param name="Time">The clock.</param>
sealed record LoadContext(
    PostgresConnections Connections,
    PostgresLedger Ledger,
    LoadPlan Plan,
    MergePlan? Merge,
    StoreSinkOptions Options,
    ContactOwners Owners,
    long Epoch,
    TimeProvider Time
)
{
    /// <summary>
    /// True when a refused row has its chunk decided again whatever the others are: a row that updates may have been compared with
    /// it, or have been merged into it.
    /// </summary>
    public bool DecidesRefusalsAgain => Options.OnDuplicate == DuplicatePolicy.Update;

    /// <summary>Room for as many chunks as are sent at a time; others are ready and wait.</summary>
    public required SemaphoreSlim Sending { get; init; }

    /// <summary>Ids that are reserved already.</summary>
    public IdBlock Ids { get; } = new();

    /// <summary>The statement that takes new rows.</summary>
    public string CopySql { get; } = CopyOf(Plan, Plan.Columns.Count);

    /// <summary>The same without the plan's <see cref="LoadPlan.Tail"/>.</summary>
    public string CopyWithoutTailSql { get; } = CopyOf(Plan, Plan.Tail?.Start ?? Plan.Columns.Count);

    static string CopyOf(LoadPlan plan, int columnCount) =>
        $"copy {plan.Table.Name.Quoted} ({Catalog.Sql.QuoteAll(plan.Columns.Take(columnCount).Select(column => column.Column.Name))}) from stdin (format binary)";
}

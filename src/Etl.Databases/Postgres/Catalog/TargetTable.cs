using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>A table that is written to, as the server's catalog describes it.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Oid">Its number in the catalog.</param>
/// <param name="Columns">Its columns in order, dropped ones left out.</param>
/// <param name="Key">The one column of the primary key; null when there is none, or several (<see cref="HasCompositeKey"/>).</param>
/// <param name="HasOtherUniques">True when unique indexes or exclusion constraints exist beside the primary key.</param>
/// <param name="RowEstimate">Rows as the server's statistics have them, else guessed from the size.</param>
sealed record TargetTable(
    TableName Name,
    uint Oid,
    IReadOnlyList<TargetColumn> Columns,
    TargetColumn? Key,
    bool HasOtherUniques,
    double RowEstimate
)
{
    /// <summary>True when the primary key has several columns.</summary>
    public bool HasCompositeKey { get; init; }

    /// <summary>True when rows refer to rows of other tables (or of this one).</summary>
    public bool HasForeignKeys { get; init; }

    /// <summary>True when a user's trigger fires for rows that are written.</summary>
    public bool HasTriggers { get; init; }

    /// <summary>True when constraints may be checked as late as the commit; <c>set constraints all immediate</c> checks them at once.</summary>
    public bool HasDeferrables { get; init; }

    /// <summary>True for a partitioned table, whose rows lie in its partitions.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>The column of that very name, or null.</summary>
    public TargetColumn? Find(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal));

    /// <summary>
    /// Reads a table; null when nothing of that name exists. A <see cref="JobException"/> says what cannot be loaded into: views,
    /// foreign tables, and tables whose row security hides rows from this user.
    /// </summary>
    public static async ValueTask<TargetTable?> ReadAsync(
        NpgsqlConnection connection,
        TableName name,
        CancellationToken cancellationToken
    )
    {
        var table = await CatalogReader.ReadTableAsync(connection, name, cancellationToken).ConfigureAwait(false);
        if (table is null)
        {
            return null;
        }
        var (columns, keyNames) = await CatalogReader
            .ReadColumnsAsync(connection, table.Oid, cancellationToken)
            .ConfigureAwait(false);
        var withDefaults = await DefaultValues
            .AddAsync(connection, table.Oid, columns, cancellationToken)
            .ConfigureAwait(false);
        return table with
        {
            Columns = withDefaults,
            HasCompositeKey = keyNames.Count > 1,
            Key = keyNames.Count == 1 ? withDefaults.First(column => column.Name == keyNames[0]) : null,
        };
    }
}

using Etl.Core.Schema;

namespace Etl.Databases.Sqlite;

/// <summary>A mapped field with a column of its own.</summary>
/// <param name="Column">0-based column of the batch.</param>
/// <param name="Field">The field; its name is the column's name.</param>
/// <param name="Seed">Seed of its checksum.</param>
readonly record struct StoredField(int Column, ContactField Field, ulong Seed)
{
    /// <summary>True when the input has no such column, so that an empty value clears nothing. Default: false.</summary>
    public bool IsDerived { get; init; }

    /// <summary>True for the time stamps that Etl fills itself when the input is silent.</summary>
    public bool IsTimestamp => Field.Name is SqliteSchema.CreatedAt or SqliteSchema.UpdatedAt;
}

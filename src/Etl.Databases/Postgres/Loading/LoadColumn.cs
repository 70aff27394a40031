using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Encoders;

namespace Etl.Databases.Postgres.Loading;

/// <summary>A column of the table that a job writes.</summary>
/// <param name="Column">As the catalog has it.</param>
/// <param name="Encoder">Writes its values.</param>
/// <param name="Field">The contact field that feeds it; null for columns that Etl fills itself.</param>
/// <param name="EmptyField">What is written when there is no value: length and bytes as COPY wants them.</param>
sealed record LoadColumn(TargetColumn Column, CellEncoder Encoder, ContactField? Field, byte[] EmptyField)
{
    /// <summary>NULL as a field of COPY.</summary>
    public static readonly byte[] Null = [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>True for the column of the custom fields that have no column of their own.</summary>
    public bool HoldsCustoms { get; init; }

    /// <summary>True when an empty value is not written as NULL, so that a merge must not see it.</summary>
    public bool HasEmptyValue => !ReferenceEquals(EmptyField, Null);
}

namespace Etl.Core.Diagnostics;

/// <summary>The buckets of a job. <c>Read == Inserted + Updated + Unchanged + Duplicate + Rejected + Filtered</c>, or the job fails.</summary>
public sealed record RowTotals
{
    public long Read { get; init; }

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long DuplicateInFile { get; init; }

    public long DuplicateInStore { get; init; }

    public long Rejected { get; init; }

    public long Filtered { get; init; }

    /// <summary>Blank lines and rows without any value: counted, but no records.</summary>
    public long Blank { get; init; }

    /// <summary>Both kinds of duplicates.</summary>
    public long Duplicate => DuplicateInFile + DuplicateInStore;

    /// <summary>True when every record that was read is in exactly one bucket.</summary>
    public bool IsBalanced => Read == Inserted + Updated + Unchanged + Duplicate + Rejected + Filtered;
}

namespace Etl.Core.Batches;

/// <summary>The bucket a record ends in. Every record has exactly one when its batch leaves the pipeline.</summary>
public enum RowOutcome : byte
{
    /// <summary>Still on its way. No record may end here.</summary>
    Pending = 0,

    /// <summary>Written as new (for a file: written).</summary>
    Inserted,

    /// <summary>Changed an existing contact.</summary>
    Updated,

    /// <summary>Matched an existing contact and would have changed nothing.</summary>
    Unchanged,

    /// <summary>Skipped: an earlier record of this job has the same key.</summary>
    DuplicateInFile,

    /// <summary>Skipped: the store held the key before this job.</summary>
    DuplicateInStore,

    /// <summary>Rejected with a code.</summary>
    Rejected,

    /// <summary>Did not meet <c>--filter</c>.</summary>
    Filtered,
}

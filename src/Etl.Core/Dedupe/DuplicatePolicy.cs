namespace Etl.Core.Dedupe;

/// <summary>What happens to a record whose key is already there (<c>--on-duplicate</c>).</summary>
public enum DuplicatePolicy
{
    /// <summary>The first record wins; later ones are counted as duplicates. The default.</summary>
    Skip,

    /// <summary>Each later record updates the earlier one; empty values erase nothing unless <c>--blank clear</c>.</summary>
    Update,

    /// <summary>Every record is written; nothing is compared.</summary>
    Create,

    /// <summary>The first duplicate stops the job.</summary>
    Fail,
}

namespace Etl.Core.Diagnostics;

/// <summary>What a code says happened.</summary>
public enum CodeKind
{
    /// <summary>A value was changed into an equivalent, cleaner one.</summary>
    Change,

    /// <summary>Something the user should look at; the record went on.</summary>
    Warning,

    /// <summary>The record was rejected.</summary>
    Reject,
}

using Etl.Core.Schema;

namespace Etl.Core.Contracts;

/// <summary>A column of a target that a user owns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that it holds.</param>
public sealed record StoreColumn(string Name, ContactField Field)
{
    /// <summary>True when the server numbers or makes up its values: a header of its name does not feed it without being told to.</summary>
    public bool IsFilledByServer { get; init; }

    /// <summary>True when a row may be written without a value for it, and nothing else then gives it one.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True for a column of numbers that may have decimals.</summary>
    public bool HoldsNumbers { get; init; }

    /// <summary>True for the column that takes custom fields without a column of their own.</summary>
    public bool HoldsCustoms { get; init; }
}

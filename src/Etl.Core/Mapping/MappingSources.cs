namespace Etl.Core.Mapping;

/// <summary>The values of <see cref="ColumnPlan.MappedBy"/>: how the mapping of a column was found.</summary>
public static class MappingSources
{
    /// <summary>The header is an alias of the field.</summary>
    public const string Alias = "alias";

    /// <summary>The header is the field's own name.</summary>
    public const string Name = "name";

    /// <summary>The file is that of a known program, whose columns are known.</summary>
    public const string Format = "format";

    /// <summary>The header is a column of the target, which a user owns.</summary>
    public const string Target = "target";

    /// <summary>The user said so.</summary>
    public const string Set = "set";

    /// <summary>A template says so.</summary>
    public const string Template = "template";

    /// <summary>The column is added and holds a default.</summary>
    public const string Default = "default";

    /// <summary>The column is added for values of other columns that hold more than one field.</summary>
    public const string Derived = "derived";

    /// <summary>The same, for values that may come: the first records show no need.</summary>
    public const string Spare = "spare";

    /// <summary>The column was not known and is kept as a custom field.</summary>
    public const string Kept = "kept";

    /// <summary>The column is left out because the user or a template says so.</summary>
    public const string Ignored = "ignored";

    /// <summary>The column is mapped to nothing.</summary>
    public const string None = "";
}

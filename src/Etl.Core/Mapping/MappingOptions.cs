using Etl.Core.Contracts;

namespace Etl.Core.Mapping;

/// <summary>
/// What the user says about the mapping. Order of precedence: <see cref="Set"/> and <see cref="Ignore"/>, then the template, then headers that are
/// columns of the target, then the columns of a known format, then headers that are field names, then aliases.
/// </summary>
public sealed record MappingOptions
{
    /// <summary>Columns that are mapped by the user (<c>--set</c>). Default: none.</summary>
    public IReadOnlyList<ColumnAssignment> Set { get; init; } = [];

    /// <summary>Columns that are left out (<c>--ignore</c>), by header or <c>#3</c>. Default: none.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Values for records without one (<c>--default</c>). Default: none.</summary>
    public IReadOnlyList<FieldDefault> Defaults { get; init; } = [];

    /// <summary>Who owns records without an owner (<c>--owner</c>). Default: nobody.</summary>
    public OwnerAssignment? Owner { get; init; }

    /// <summary>What becomes of the other columns (<c>--unmapped</c>). Default: they are ignored.</summary>
    public UnmappedColumns Unmapped { get; init; } = UnmappedColumns.Ignore;

    /// <summary>Columns of a target that the user owns, with the fields that they hold. Default: none.</summary>
    public IReadOnlyList<StoreColumn> TargetColumns { get; init; } = [];

    /// <summary>
    /// True when the records of known programs may be arranged: their phones, addresses and the like placed in the fields that their labels
    /// name, in columns that are added. False to clean each value where it stands. Default: true.
    /// </summary>
    public bool Arranges { get; init; } = true;

    /// <summary>Name of the file, which in some formats says what its contacts consented to. Default: none.</summary>
    public string? FileName { get; init; }

    /// <summary>The template that was named or recognised. Default: none.</summary>
    public MappingTemplate? Template { get; init; }
}

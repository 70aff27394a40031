namespace Etl.Core.Schema;

/// <summary>One field of a contact.</summary>
/// <param name="Name">Stable snake_case name as users write it (<c>first_name</c>, <c>custom.revenue</c>).</param>
/// <param name="Kind">What it holds.</param>
public sealed record ContactField(string Name, FieldKind Kind)
{
    /// <summary>What the names of custom fields start with.</summary>
    public const string CustomPrefix = "custom.";

    /// <summary>The type of a custom field; null for text and for other fields.</summary>
    public CustomType? Type { get; init; }

    /// <summary>The name with the type, as users write it: <c>custom.revenue:number(de)</c>.</summary>
    public string Written => Type is null ? Name : $"{Name}:{Type}";

    /// <summary>True for <c>custom.&lt;name&gt;</c>.</summary>
    public bool IsCustom => Name.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

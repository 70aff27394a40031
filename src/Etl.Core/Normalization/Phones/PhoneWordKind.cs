namespace Etl.Core.Normalization.Phones;

/// <summary>What the words around a number are; a greater one is worse.</summary>
enum PhoneWordKind
{
    /// <summary>There are none.</summary>
    None = 0,

    /// <summary>They say what the number is for: <c>Tel:</c>, <c>(home)</c>.</summary>
    Label,

    /// <summary>Other words or signs.</summary>
    Other,
}

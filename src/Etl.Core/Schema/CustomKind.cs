namespace Etl.Core.Schema;

/// <summary>What a custom field with a type holds.</summary>
public enum CustomKind
{
    /// <summary>A number, stored as <c>1234.56</c>.</summary>
    Number,

    /// <summary>An amount of money, stored as <c>1234.56 EUR</c>.</summary>
    Currency,

    /// <summary>A calendar date, stored as ISO 8601.</summary>
    Date,

    /// <summary>Yes or no, stored as <c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>One of a list of words, stored as the list spells it.</summary>
    Enum,
}

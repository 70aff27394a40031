namespace Etl.Core.Conditions;

/// <summary>Kinds of <see cref="ConditionToken"/>.</summary>
enum ConditionTokenKind
{
    /// <summary>A field's name or a key word.</summary>
    Word,

    /// <summary>A field's name in square brackets.</summary>
    Field,

    /// <summary>A string in quotes.</summary>
    Text,

    /// <summary>A bare number.</summary>
    Number,

    /// <summary>An operator, parenthesis or comma.</summary>
    Sign,

    /// <summary>The end of the condition.</summary>
    End,
}

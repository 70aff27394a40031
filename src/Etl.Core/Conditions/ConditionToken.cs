namespace Etl.Core.Conditions;

/// <summary>One token of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its value: unquoted for strings and fields, lower case for key words, the sign itself for signs.</param>
/// <param name="Position">0-based index of its first character.</param>
readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Position);

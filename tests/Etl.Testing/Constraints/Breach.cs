namespace Etl.Testing.Constraints;

/// <summary>A way to break one constraint: a value in place of the right one.</summary>
/// <param name="Constraint">What it breaks.</param>
/// <param name="Column">Name of the column with the wrong value.</param>
/// <param name="Value">The wrong value, for the row of a number.</param>
/// <param name="Code">The code that the record must be rejected with.</param>
public sealed record Breach(string Constraint, string Column, Func<int, string> Value, string Code);

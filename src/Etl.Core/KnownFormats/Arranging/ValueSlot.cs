namespace Etl.Core.KnownFormats.Arranging;

/// <summary>A column that holds one of several values of a kind, and where it stands what the value is for.</summary>
/// <param name="Column">Column of the value.</param>
/// <param name="LabelColumn">Column that says what it is for; −1 when the header says it.</param>
/// <param name="Label">What the header says, in UTF-8; empty when a column says it.</param>
/// <param name="IsStored">True when what is left in the column is kept as a custom field.</param>
sealed record ValueSlot(int Column, int LabelColumn, byte[] Label, bool IsStored);

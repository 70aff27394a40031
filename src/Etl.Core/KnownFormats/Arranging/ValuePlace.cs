namespace Etl.Core.KnownFormats.Arranging;

/// <summary>A field that a value can be placed in.</summary>
/// <param name="Column">Its column.</param>
/// <param name="LabelColumn">Column of the custom field that keeps what the value is for; −1 when there is none.</param>
/// <param name="Label">What values in this field are for when nothing is kept, in UTF-8.</param>
sealed record ValuePlace(int Column, int LabelColumn, byte[] Label);

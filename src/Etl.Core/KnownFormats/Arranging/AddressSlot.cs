namespace Etl.Core.KnownFormats.Arranging;

/// <summary>The columns of one of several addresses.</summary>
/// <param name="Columns">Columns of street, second line, city, state, postal code and country; −1 for those that are missing.</param>
/// <param name="FormattedColumn">Column of the whole address as text, or −1.</param>
/// <param name="LabelColumn">Column that says what it is for; −1 when the headers say it.</param>
/// <param name="Label">What the headers say, in UTF-8.</param>
/// <param name="IsStored">True when what is left in the columns is kept as custom fields.</param>
sealed record AddressSlot(int[] Columns, int FormattedColumn, int LabelColumn, byte[] Label, bool IsStored);

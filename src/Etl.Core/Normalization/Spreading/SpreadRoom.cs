namespace Etl.Core.Normalization.Spreading;

/// <summary>Where the further values of a cell that holds several may go.</summary>
/// <param name="Targets">A column for each target of the field's <see cref="SpreadRule"/>, −1 for none.</param>
/// <param name="Rest">The column that keeps what finds no room there, as a list; −1 for none.</param>
/// <param name="KeepsLists">True to leave a cell as it is when a value of it finds no room at all; false to drop and count that value.</param>
readonly record struct SpreadRoom(int[] Targets, int Rest, bool KeepsLists)
{
    /// <summary>No room.</summary>
    public static readonly SpreadRoom None = new([], -1, KeepsLists: false);

    /// <summary>The column of parts that say they are its own (see <see cref="SpreadRule.Named"/>). Default: −1, there is none.</summary>
    public int Named { get; init; } = -1;

    /// <summary>The room for the values of a field.</summary>
    public static SpreadRoom Of(string field, Mapping.BatchLayout layout, bool keepsLists) =>
        new(SpreadRules.TargetsOf(field, layout), SpreadRules.RestOf(field, layout), keepsLists)
        {
            Named = SpreadRules.NamedOf(field, layout),
        };

    /// <summary>Puts a part of the value into the first empty one of the columns, else behind what the rest holds; false when there is no room.</summary>
    public bool TryPlace(CellEdit cell, ReadOnlySpan<int> columns, ReadOnlySpan<byte> part)
    {
        if (cell.TryPlace(columns, part))
        {
            return true;
        }
        if (Rest >= 0)
        {
            cell.Append(Rest, part);
        }
        return Rest >= 0;
    }

    /// <summary>
    /// Ends the placing: with values that found no room, either all of it is taken back and the cell is settled as it was, or they are counted as
    /// lost. False when the cell is settled.
    /// </summary>
    public bool TrySettle(CellEdit cell, int homelessCount, Diagnostics.Code lost)
    {
        if (homelessCount == 0)
        {
            return true;
        }
        if (KeepsLists)
        {
            cell.KeepOriginal(Diagnostics.Codes.ListKept);
            return false;
        }
        cell.Lose(lost, homelessCount);
        return true;
    }
}

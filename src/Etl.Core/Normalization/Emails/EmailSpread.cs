using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Spreading;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>Keeps the first address of a cell that holds several, and places the others in the empty cells of the next e-mail fields.</summary>
static class EmailSpread
{
    /// <summary>Spreads the cell's addresses; a value that is no list is left as it is.</summary>
    public static void Spread(CellEdit cell, SpreadRoom room)
    {
        Span<FieldSpan> addresses = stackalloc FieldSpan[EmailList.AddressesMax];
        var value = cell.Value;
        var list = EmailList.Read(value, addresses);
        if (!list.IsList)
        {
            return;
        }
        var first = addresses[0];
        var otherCount = 0;
        var homelessCount = 0;
        for (var index = 1; index < list.Count; index++)
        {
            var address = value.Slice(addresses[index].Offset, addresses[index].Length);
            if (Ascii.EqualsIgnoreCase(address, value.Slice(first.Offset, first.Length)))
            {
                continue;
            }
            otherCount++;
            if (!IsAmong(cell, room.Targets, address) && !room.TryPlace(cell, room.Targets, address))
            {
                homelessCount++;
            }
        }
        if (!room.TrySettle(cell, homelessCount, Codes.EmailNoRoom))
        {
            return;
        }
        if (list.TextCount > 0)
        {
            cell.Lose(Codes.EmailTextDropped, list.TextCount);
        }
        cell.Note(otherCount > 0 ? Codes.EmailSplit : Codes.EmailUnwrapped);
        cell.Slice(first.Offset, first.Length);
    }

    static bool IsAmong(CellEdit cell, ReadOnlySpan<int> targets, ReadOnlySpan<byte> address)
    {
        foreach (var column in targets)
        {
            if (column >= 0 && Ascii.EqualsIgnoreCase(cell.Batch.Value(cell.Row, column), address))
            {
                return true;
            }
        }
        return false;
    }
}

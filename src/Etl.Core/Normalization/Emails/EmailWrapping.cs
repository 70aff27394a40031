using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Removes what address books and people put around an address: <c>mailto:</c> with its query, a display name before
/// <c>&lt;…&gt;</c>, quotes, brackets, and punctuation behind it.
/// </summary>
static class EmailWrapping
{
    /// <summary>Removes one layer after another until only the address is left.</summary>
    public static void Remove(CellEdit cell)
    {
        int length;
        do
        {
            length = cell.Value.Length;
            RemoveEndPunctuation(cell);
            TakeBracketed(cell);
            RemoveMailTo(cell);
            RemoveEdges(cell);
            TextRules.Trim(cell);
        } while (cell.Value.Length != length);
    }

    static void RemoveEndPunctuation(CellEdit cell)
    {
        var count = cell.Value.TrimEnd(".;, "u8).Length;
        if (count != cell.Value.Length)
        {
            Narrow(cell, 0, count);
        }
    }

    static void TakeBracketed(CellEdit cell)
    {
        var value = cell.Value;
        if (value.IsEmpty || value[^1] != '>')
        {
            return;
        }
        var open = value.LastIndexOf((byte)'<');
        if (open >= 0)
        {
            Narrow(cell, open + 1, value.Length - open - 2);
        }
    }

    static void RemoveMailTo(CellEdit cell)
    {
        const int prefixLength = 7;
        var value = cell.Value;
        if (value.Length <= prefixLength || !Ascii.EqualsIgnoreCase(value[..prefixLength], "mailto:"u8))
        {
            return;
        }
        var address = value[prefixLength..];
        var at = address.IndexOf((byte)'@');
        var query = at < 0 ? -1 : address[at..].IndexOf((byte)'?');
        Narrow(cell, prefixLength, query < 0 ? address.Length : at + query);
    }

    static void RemoveEdges(CellEdit cell)
    {
        var value = cell.Value;
        var start = 0;
        var end = value.Length;
        while (start < end && value[start] is (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'[' or (byte)'<')
        {
            start++;
        }
        while (end > start && value[end - 1] is (byte)'"' or (byte)'\'' or (byte)')' or (byte)']' or (byte)'>')
        {
            end--;
        }
        if (end - start != value.Length)
        {
            Narrow(cell, start, end - start);
        }
    }

    static void Narrow(CellEdit cell, int offset, int count)
    {
        cell.Note(Codes.EmailUnwrapped);
        cell.Slice(offset, count);
    }
}

using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Removes what address books and people put around an address: <c>mailto:</c> with its query, a display name before
/// <c>&lt;…&gt;</c>, the link of Markdown (<c>[Ann](mailto:ann@example.com)</c>), quotes, brackets, and punctuation behind it.
/// </summary>
static class EmailWrapping
{
    static ReadOnlySpan<byte> MailTo => "mailto:"u8;

    /// <summary>Removes one layer after another until only the address is left.</summary>
    public static void Remove(CellEdit cell)
    {
        int length;
        do
        {
            length = cell.Value.Length;
            RemoveEndPunctuation(cell);
            TakeBracketed(cell);
            TakeLink(cell);
            RemoveMailTo(cell);
            RemoveEdges(cell);
            TextRules.Trim(cell);
        } while (cell.Value.Length != length);
    }

    /// <summary>
    /// The field without <c>mailto:</c>, or what stands in the brackets behind a display name that is clean text; where neither is
    /// certain at once, the field. If that is an address of letters and the like, <see cref="Remove"/> would leave the same.
    /// </summary>
    public static FieldSpan Inner(ReadOnlySpan<byte> buffer, FieldSpan field)
    {
        var value = buffer.Slice(field.Offset, field.Length);
        if (value.Length > MailTo.Length && value[MailTo.Length - 1] == ':')
        {
            return Ascii.EqualsIgnoreCase(value[..MailTo.Length], MailTo)
                ? new FieldSpan(field.Offset + MailTo.Length, field.Length - MailTo.Length)
                : field;
        }
        if (value.IsEmpty || value[^1] != '>' || !CleanText.IsCleanLine(value))
        {
            return field;
        }
        var start = value.LastIndexOf((byte)'<') + 1;
        var isOnly = start > 0 && !value[..start].Contains((byte)'@'); // a display name may hold another address
        return !isOnly ? field : new FieldSpan(field.Offset + start, field.Length - start - 1);
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

    // What the link leads to, or its text when that is the address.
    static void TakeLink(CellEdit cell)
    {
        var value = cell.Value;
        var middle = value.IsEmpty || value[0] != '[' || value[^1] != ')' ? -1 : value.LastIndexOf("]("u8);
        if (middle < 0)
        {
            return;
        }
        if (value[middle..].Contains((byte)'@'))
        {
            Narrow(cell, middle + 2, value.Length - middle - 3);
        }
        else
        {
            Narrow(cell, 1, middle - 1);
        }
    }

    static void RemoveMailTo(CellEdit cell)
    {
        var value = cell.Value;
        if (value.Length <= MailTo.Length || !Ascii.EqualsIgnoreCase(value[..MailTo.Length], MailTo))
        {
            return;
        }
        var address = value[MailTo.Length..];
        var at = address.IndexOf((byte)'@');
        var query = at < 0 ? -1 : address[at..].IndexOf((byte)'?');
        Narrow(cell, MailTo.Length, query < 0 ? address.Length : at + query);
    }

    static void RemoveEdges(CellEdit cell)
    {
        var value = cell.Value;
        var start = 0;
        var end = value.Length;
        if (EmailSyntax.Check(value) == EmailVerdict.Unusual)
        {
            return; // its last bracket is its own
        }
        while (start < end && value[start] is (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'[' or (byte)'<')
        {
            start++;
        }
        while (end > start && value[end - 1] is (byte)'"' or (byte)'\'' or (byte)')' or (byte)']' or (byte)'>')
        {
            end--;
        }
        var inner = EmailQuotes.Trim(value[start..end], out var offset);
        if (inner.Length != value.Length)
        {
            Narrow(cell, start + offset, inner.Length);
        }
    }

    static void Narrow(CellEdit cell, int offset, int count)
    {
        cell.Note(Codes.EmailUnwrapped);
        cell.Slice(offset, count);
    }
}

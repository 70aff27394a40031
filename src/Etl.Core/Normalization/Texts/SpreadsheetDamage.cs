using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Texts;

/// <summary>Undoes what spreadsheets do to text, where it is certain what they did.</summary>
static class SpreadsheetDamage
{
    /// <summary>Drops error values and unwraps text marks: <c>="0123"</c>, <c>='0123'</c>, <c>'0123</c>.</summary>
    public static void Undo(CellEdit cell)
    {
        if (cell.Value.IsEmpty)
        {
            return;
        }
        switch (cell.Value[0])
        {
            case (byte)'#':
                DropErrorValue(cell);
                break;
            case (byte)'=':
                UnwrapFormula(cell);
                break;
            case (byte)'\'':
                UnwrapApostrophe(cell);
                break;
        }
    }

    /// <summary>Drops the value when all of it is a spreadsheet's error.</summary>
    public static void DropErrorValue(CellEdit cell)
    {
        if (!IsErrorValue(cell.Value))
        {
            return;
        }
        cell.Note(Codes.ExcelErrorValue);
        cell.Slice(0, 0);
    }

    static bool IsErrorValue(ReadOnlySpan<byte> value)
    {
        if (value.Length < 4 || value[0] != '#')
        {
            return false;
        }
        return value.SequenceEqual("#N/A"u8)
            || value.SequenceEqual("#REF!"u8)
            || value.SequenceEqual("#VALUE!"u8)
            || value.SequenceEqual("#NAME?"u8)
            || value.SequenceEqual("#DIV/0!"u8)
            || value.SequenceEqual("#NULL!"u8)
            || value.SequenceEqual("#NUM!"u8)
            || (value.Length >= 5 && !value.ContainsAnyExcept((byte)'#')); // a column that was too narrow
    }

    // ="…" is how programs stop a spreadsheet from reading a number. With a quote inside it is a real formula.
    static void UnwrapFormula(CellEdit cell)
    {
        var value = cell.Value;
        if (value.Length < 3 || value[1] != value[^1] || value[1] is not ((byte)'"' or (byte)'\''))
        {
            return;
        }
        if (!value[2..^1].Contains(value[1]))
        {
            cell.Note(Codes.ExcelTextUnwrapped);
            cell.Slice(2, value.Length - 3);
        }
    }

    // A leading apostrophe marks text only before what a spreadsheet would calculate; 't Hooft and 'Abd are names.
    static void UnwrapApostrophe(CellEdit cell)
    {
        var value = cell.Value;
        if (value.Length < 2 || value[1..].Contains((byte)'\''))
        {
            return;
        }
        if (value[1] is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'=' or (byte)'@')
        {
            cell.Note(Codes.ExcelTextUnwrapped);
            cell.Slice(1, value.Length - 1);
        }
    }
}

using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Phones;

/// <summary>Undoes what spreadsheets do to a phone number that they take for a quantity, where no digit was lost.</summary>
static class SpreadsheetNumber
{
    /// <summary>
    /// <c>13800138000.0</c> and <c>1,380,013,800</c> lose their signs; <c>1.3800138E+10</c> is written out when the mantissa holds
    /// all digits. When it does not, the others are gone, and the value is bad: nothing is filled with zeros.
    /// </summary>
    public static void Undo(CellEdit cell)
    {
        if (IsScientific(cell.Value, out var mantissaLength, out var power))
        {
            Expand(cell, mantissaLength, power);
            return;
        }
        DropDecimals(cell);
        DropGrouping(cell);
    }

    // 8.61389E+12, 8,61389E+12 and -1E+5.
    static bool IsScientific(ReadOnlySpan<byte> value, out int mantissaLength, out int power)
    {
        power = 0;
        mantissaLength = value.IndexOfAny((byte)'e', (byte)'E');
        if (mantissaLength < 1 || value[..mantissaLength].ContainsAnyExcept("0123456789.,+-"u8))
        {
            return false;
        }
        var exponent = value[(mantissaLength + 1)..];
        var digits = exponent.TrimStart("+-"u8);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        foreach (var digit in digits)
        {
            power = Math.Min(1000, 10 * power + (digit - '0'));
        }
        power = exponent[0] == '-' ? -power : power;
        return true;
    }

    // One digit, a point, and exactly as many digits as the exponent says: the whole number.
    static void Expand(CellEdit cell, int mantissaLength, int power)
    {
        var mantissa = cell.Value[..mantissaLength];
        var isWhole =
            mantissa.Length == power + 2
            && power > 0
            && mantissa[1] is (byte)'.' or (byte)','
            && mantissa[0] is >= (byte)'1' and <= (byte)'9'
            && !mantissa[2..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (!isWhole)
        {
            cell.MarkBad(Codes.PhoneScientificLossy);
            return;
        }
        var output = cell.RentOutput(mantissa.Length - 1);
        output[0] = mantissa[0];
        mantissa[2..].CopyTo(output[1..]);
        cell.Note(Codes.PhoneScientificExpanded);
        cell.KeepOutput(mantissa.Length - 1);
    }

    // A number column that was written as decimal fractions.
    static void DropDecimals(CellEdit cell)
    {
        var value = cell.Value;
        var point = value.LastIndexOf((byte)'.');
        if (
            point > 0
            && value.Length - point is 2 or 3
            && !value[(point + 1)..].ContainsAnyExcept((byte)'0')
            && !value[..point].ContainsAnyExcept("0123456789,"u8)
        )
        {
            cell.Note(Codes.PhoneFormatted);
            cell.Slice(0, point);
        }
    }

    // 1,380,013,800: one to three digits, then threes.
    static void DropGrouping(CellEdit cell)
    {
        var value = cell.Value;
        var first = value.IndexOf((byte)',');
        if (first is < 1 or > 3 || (value.Length - first) % 4 != 0 || value.Length < 5)
        {
            return;
        }
        for (var index = 0; index < value.Length; index++)
        {
            var isComma = index >= first && (index - first) % 4 == 0;
            if (isComma ? value[index] != ',' : (uint)(value[index] - '0') > 9)
            {
                return;
            }
        }
        var output = cell.RentOutput(value.Length);
        var count = Text.Digits.Copy(value, output);
        cell.Note(Codes.PhoneFormatted);
        cell.KeepOutput(count);
    }
}

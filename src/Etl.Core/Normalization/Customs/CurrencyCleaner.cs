using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Customs;

/// <summary>An amount of money: the number as programs write it, a space and the ISO 4217 code, <c>1234.56 EUR</c>; the number alone when nothing says the currency.</summary>
/// <param name="Format">How the amounts of the column are written.</param>
readonly record struct CurrencyCleaner(CurrencyFormat Format) : ICellCleaner
{
    const int CodeLength = 3;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => false;

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        WidthFold.Narrow(cell, Codes.NumberFormatted);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        Span<byte> amount = stackalloc byte[DecimalNumber.LengthMax + 1 + CodeLength];
        var length = Write(cell.Value, amount);
        if (length == 0)
        {
            cell.MarkBad(Codes.CurrencySyntax);
        }
        else if (!cell.Value.SequenceEqual(amount[..length]))
        {
            amount[..length].CopyTo(cell.RentOutput(length));
            cell.Note(Codes.NumberFormatted);
            cell.KeepOutput(length);
        }
    }

    int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isNegative = !value.EndsWith(",-"u8) && !value.EndsWith(".-"u8) && DecimalNumber.TakeSign(ref value);
        var start = value.IndexOfAny("0123456789"u8);
        var end = value.LastIndexOfAny("0123456789"u8) + 1;
        if (start < 0)
        {
            return 0;
        }
        if (start > 0 && value[start - 1] is (byte)'-' or (byte)'.')
        {
            start--; // € -5, € .5
        }
        var before = value[..start].Trim((byte)' ');
        var behind = value[end..].Trim((byte)' ');
        behind = WithoutDash(behind);
        if (!before.IsEmpty && !behind.IsEmpty)
        {
            return 0;
        }
        var sign = before.IsEmpty ? behind : before;
        var code = sign.IsEmpty ? Format.Code : Format.Find(sign);
        if (!sign.IsEmpty && code.IsEmpty)
        {
            return 0;
        }
        var number = output[(isNegative ? 1 : 0)..];
        var length = DecimalNumber.Write(value[start..end], Format.Numbers, number);
        if (length == 0 || (isNegative && number[0] == '-'))
        {
            return 0;
        }
        return Finish(output, length, isNegative, code);
    }

    // The dash in place of cents: 5,- is 5.
    static ReadOnlySpan<byte> WithoutDash(ReadOnlySpan<byte> behind)
    {
        var length =
            behind.StartsWith(",-"u8) || behind.StartsWith(".-"u8) ? 2
            : behind.StartsWith(",–"u8) ? 4
            : 0;
        return behind[length..].TrimStart((byte)' ');
    }

    static int Finish(Span<byte> output, int length, bool isNegative, ReadOnlySpan<byte> code)
    {
        if (isNegative)
        {
            output[0] = (byte)'-';
            length++;
        }
        if (code.IsEmpty)
        {
            return length;
        }
        output[length] = (byte)' ';
        code.CopyTo(output[(length + 1)..]);
        return length + 1 + code.Length;
    }
}

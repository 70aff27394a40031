using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A phone or fax number: E.164 where the number says its country or its region is in the North American plan, otherwise its
/// digits, flagged. A region is never guessed: it is the record's country, else the job's, else unknown.
/// </summary>
/// <param name="CountryColumn">Column of the record's country, cleaned before this one; −1 when there is none.</param>
/// <param name="IsMemberByDefault">True when the job's country is in the North American plan.</param>
readonly record struct PhoneCleaner(int CountryColumn, bool IsMemberByDefault) : ICellCleaner
{
    const int InternationalMin = 8;
    const int InternationalMax = 15;
    const int NationalMin = 5;
    const int NorthAmericanLength = 10;
    const int PrefixRoom = 2;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value[0] == '+' && !value[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9') && IsInternational(value[1..]);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!TryCleanUsual(cell))
        {
            CleanStepwise(cell);
        }
    }

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell)
    {
        Span<byte> room = stackalloc byte[PhoneText.RoomMin];
        if (
            !HasSpreadsheetDamage(cell.Value)
            && PhoneText.Read(cell.Value, room, out var phone)
            && phone.DigitCount > 0
        )
        {
            Judge(cell, phone);
            return;
        }
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        if (IsScientific(cell.Value))
        {
            cell.MarkBad(Codes.PhoneScientificLossy);
            return;
        }
        DropDecimals(cell);
        if (PhoneText.Read(cell.Value, room, out phone))
        {
            Judge(cell, phone);
        }
        else
        {
            cell.MarkBad(Codes.PhoneSyntax);
        }
    }

    // Digits with separators, and a + at most in front: nearly every number. The digits go straight to where they stay, with two
    // bytes of room before them for +1. Whatever is odd or bad is left to the steps that say why.
    bool TryCleanUsual(CellEdit cell)
    {
        var value = cell.Value.TrimStart((byte)' ');
        var hasPlus = !value.IsEmpty && value[0] == '+';
        var rest = hasPlus ? value[1..] : value;
        var room = cell.Batch.RentScratch(PrefixRoom + rest.Length);
        var count = Digits.CopyNumber(rest, room[PrefixRoom..], out var text);
        if ((text & NumberText.Other) != 0 || count is 0 or > PhoneText.DigitsMax || rest.EndsWith(".0"u8))
        {
            return false;
        }
        var prefixLength = !hasPlus && room.Slice(PrefixRoom, count).StartsWith("00"u8) ? 2 : 0;
        if (hasPlus || prefixLength > 0)
        {
            var start = PrefixRoom + prefixLength;
            var mayHaveTrunkZero = (text & NumberText.Parenthesis) != 0;
            if (mayHaveTrunkZero || !IsInternational(room[start..(PrefixRoom + count)]))
            {
                return false;
            }
            room[start - 1] = (byte)'+';
            Keep(cell, start - 1, PrefixRoom + count, isSame: hasPlus && cell.Value.Length == count + 1);
            return true;
        }
        if (count < NationalMin)
        {
            return false;
        }
        WriteNational(cell, room, count);
        return true;
    }

    void WriteNational(CellEdit cell, Span<byte> room, int count)
    {
        var digits = room.Slice(PrefixRoom, count);
        var isLong = count == NorthAmericanLength + 1 && digits[0] == '1';
        if (NorthAmerica.HasShape(isLong ? digits[1..] : digits) && IsMember(cell))
        {
            room[0] = (byte)'+';
            room[1] = (byte)(isLong ? '+' : '1');
            Keep(cell, isLong ? 1 : 0, PrefixRoom + count, isSame: false);
        }
        else
        {
            cell.Finish(Codes.PhoneRegionUnknown);
            Keep(cell, PrefixRoom, PrefixRoom + count, isSame: cell.Value.Length == count);
        }
    }

    static void Keep(CellEdit cell, int start, int end, bool isSame)
    {
        if (isSame)
        {
            cell.Finish();
            return;
        }
        var kept = cell.Batch.KeepScratch(end);
        cell.Point(new FieldSpan(kept.Offset + start, end - start));
        cell.Finish(Codes.PhoneFormatted);
    }

    static bool IsInternational(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < InternationalMin or > InternationalMax)
        {
            return false;
        }
        return digits[0] == '1' ? NorthAmerica.HasShape(digits[1..]) : CallingCodes.LengthAtStart(digits) > 0;
    }

    static bool HasSpreadsheetDamage(ReadOnlySpan<byte> value) =>
        value[0] is (byte)'\'' or (byte)'=' or (byte)'#' || value.EndsWith(".0"u8);

    // 8.61389E+12, 8,61389E+12 and -1E+5: the digits behind the mantissa are gone.
    static bool IsScientific(ReadOnlySpan<byte> value)
    {
        var exponent = value.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 1 || value[..exponent].ContainsAnyExcept("0123456789.,+-"u8))
        {
            return false;
        }
        var power = value[(exponent + 1)..];
        var digits = power.TrimStart("+-"u8);
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    // 13800138000.0 is a number column that was written as a decimal fraction.
    static void DropDecimals(CellEdit cell)
    {
        var value = cell.Value;
        if (value.EndsWith(".0"u8) && !value[..^2].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            cell.Note(Codes.PhoneFormatted);
            cell.Slice(0, value.Length - 2);
        }
    }

    void Judge(CellEdit cell, PhoneText phone)
    {
        var isDialledFromAbroad = !phone.HasPlus && phone.Digits.StartsWith("00"u8);
        if (phone.HasPlus || isDialledFromAbroad)
        {
            JudgeInternational(cell, phone, isDialledFromAbroad ? 2 : 0);
        }
        else if (phone.DigitCount < NationalMin)
        {
            cell.MarkBad(Codes.PhoneSyntax);
        }
        else
        {
            JudgeNational(cell, phone, phone.Digits);
        }
    }

    static void JudgeInternational(CellEdit cell, PhoneText phone, int prefixLength)
    {
        if (phone.TrunkZero >= prefixLength && !KeepsTrunkZero(phone.Digits[prefixLength..]))
        {
            phone.RemoveTrunkZero();
        }
        var digits = phone.Digits[prefixLength..];
        if (IsInternational(digits))
        {
            Write(cell, phone, "+"u8, digits);
        }
        else
        {
            cell.MarkBad(Codes.PhoneSyntax);
        }
    }

    // In Italy (and San Marino, the Vatican) the 0 is a part of the number that is dialled from abroad, too.
    static bool KeepsTrunkZero(ReadOnlySpan<byte> digits) => digits.StartsWith("39"u8) || digits.StartsWith("378"u8);

    void JudgeNational(CellEdit cell, PhoneText phone, ReadOnlySpan<byte> digits)
    {
        if (IsMember(cell))
        {
            var isLong = digits.Length == NorthAmericanLength + 1 && digits[0] == '1';
            if (NorthAmerica.HasShape(isLong ? digits[1..] : digits))
            {
                Write(cell, phone, isLong ? "+"u8 : "+1"u8, digits);
                return;
            }
        }
        cell.Note(Codes.PhoneRegionUnknown);
        Write(cell, phone, [], digits);
    }

    bool IsMember(CellEdit cell)
    {
        if (CountryColumn < 0)
        {
            return IsMemberByDefault;
        }
        var country = cell.Batch.Value(cell.Row, CountryColumn);
        return country.IsEmpty ? IsMemberByDefault : NorthAmerica.IsMember(country);
    }

    static void Write(CellEdit cell, PhoneText phone, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> digits)
    {
        var mark = ";ext="u8;
        var output = cell.RentOutput(prefix.Length + digits.Length + mark.Length + phone.ExtensionCount);
        prefix.CopyTo(output);
        digits.CopyTo(output[prefix.Length..]);
        var count = prefix.Length + digits.Length;
        if (phone.ExtensionCount > 0)
        {
            mark.CopyTo(output[count..]);
            phone.Extension.CopyTo(output[(count + mark.Length)..]);
            count += mark.Length + phone.ExtensionCount;
        }
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.PhoneFormatted);
            cell.KeepOutput(count);
        }
    }
}

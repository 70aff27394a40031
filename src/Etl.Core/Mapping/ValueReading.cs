using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Customs;
using Etl.Core.Normalization.Dates;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Phones;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.Mapping;

/// <summary>Reads one value by the readers of its possible kinds and says which of them takes it. Slow: for the sample of an inspection.</summary>
static class ValueReading
{
    const int LengthMax = 200;
    const int PlainDateLength = 8;
    const int PhoneDigitsMin = 7;
    const int PhoneDigitsMax = 15; // ITU-T E.164
    const int NationalDigitsMax = 11;
    const int GroupedNumberMin = 9;

    static readonly DateReader dates = new(DateOrder.Unknown, null);
    static readonly CurrencyFormat money = new(NumberFormat.Open, null);

    /// <summary>Domains of the first level, beside those of countries, under which most hosts of contacts are.</summary>
    static readonly FrozenSet<string> domains = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "com org net edu gov mil int info biz app dev shop online site store tech xyz pro name museum coop aero jobs".Split(
            ' '
        )
    );

    /// <summary>What a value is.</summary>
    /// <param name="utf8">The value, not empty.</param>
    /// <param name="kind">Kind of the field that its column feeds; null for none.</param>
    public static ValueLook LookOf(ReadOnlySpan<byte> utf8, FieldKind? kind)
    {
        var value = utf8.Trim(" \t\r\n"u8);
        if (value.Length > LengthMax)
        {
            return IsEmail(value, kind) ? ValueLook.Email : ValueLook.Text;
        }
        return IsEmail(value, kind) ? ValueLook.Email
            : IsWebAddress(value) ? ValueLook.WebAddress
            : IsIpAddress(value) ? ValueLook.IpAddress
            : LookOfDigits(value, kind);
    }

    /// <summary>True for eight digits.</summary>
    public static bool IsPlainDateLong(ReadOnlySpan<byte> utf8)
    {
        var value = utf8.Trim((byte)' ');
        return value.Length == PlainDateLength && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    static ValueLook LookOfDigits(ReadOnlySpan<byte> value, FieldKind? kind)
    {
        if (!HasDigit(value))
        {
            return ValueLook.Text;
        }
        var isPlain = !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (kind == FieldKind.Phone)
        {
            return IsPhoneField(value) ? ValueLook.Phone
                : isPlain ? ValueLook.Number
                : ValueLook.Text;
        }
        if (isPlain)
        {
            return LookOfPlain(value, kind);
        }
        var isNumber = IsNumber(value);
        return IsDate(value, kind) ? ValueLook.Date
            : IsAmount(value) ? ValueLook.Amount
            : !IsPhone(value)
                ? isNumber ? ValueLook.Number
                    : ValueLook.Text
            : isNumber ? ValueLook.PhoneOrNumber
            : ValueLook.Phone;
    }

    static ValueLook LookOfPlain(ReadOnlySpan<byte> value, FieldKind? kind)
    {
        if (value.Length == PlainDateLength && IsDate(value, kind))
        {
            return kind is FieldKind.Date or FieldKind.Timestamp ? ValueLook.Date : ValueLook.PlainDate;
        }
        return kind is FieldKind.Date && PartialDate.TryRead(value, out _, out _) ? ValueLook.Date
            : value[0] == '0' && value.Length > 1 ? ValueLook.Digits
            : ValueLook.Number;
    }

    // An address among words is a note about it; in a field of addresses it is one beside words.
    static bool IsEmail(ReadOnlySpan<byte> value, FieldKind? kind)
    {
        if (!value.Contains((byte)'@'))
        {
            return false;
        }
        Span<FieldSpan> addresses = stackalloc FieldSpan[EmailList.AddressesMax];
        var list = EmailList.Read(value, addresses);
        return list.Count > 0 && (list.TextCount == 0 || kind == FieldKind.Email);
    }

    static bool IsWebAddress(ReadOnlySpan<byte> value)
    {
        var scheme = value.IndexOf("://"u8);
        if (scheme < 0 && value.ContainsAny(" \t\n@"u8))
        {
            return false;
        }
        var host = scheme < 0 ? value : value[(scheme + 3)..];
        var end = host.IndexOfAny("/?#"u8);
        host = end < 0 ? host : host[..end];
        if (scheme > 0)
        {
            return !value[..scheme]
                    .ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"u8)
                && !host.IsEmpty
                && !value.Contains((byte)' ');
        }
        return EmailSyntax.Check([.. "a@"u8, .. ToLower(host)]) == EmailVerdict.Valid
            && (host.StartsWith("www."u8) || IsDomain(host[(host.LastIndexOf((byte)'.') + 1)..]));
    }

    static byte[] ToLower(ReadOnlySpan<byte> host)
    {
        var lower = host.ToArray();
        Ascii.ToLowerInPlace(lower, out _);
        return lower;
    }

    static bool IsDomain(ReadOnlySpan<byte> label)
    {
        var name = Encoding.UTF8.GetString(label);
        return domains.Contains(name)
            || CountryTable.IsAlpha2(Encoding.UTF8.GetBytes(name.ToUpperInvariant()))
            || name.Equals("uk", StringComparison.OrdinalIgnoreCase)
            || name.Equals("eu", StringComparison.OrdinalIgnoreCase);
    }

    static bool IsIpAddress(ReadOnlySpan<byte> value) =>
        value.Count((byte)'.') == 3
        && !value.ContainsAnyExcept("0123456789."u8)
        && IPAddress.TryParse(Encoding.ASCII.GetString(value), out var address)
        && address.AddressFamily == AddressFamily.InterNetwork;

    static bool IsDate(ReadOnlySpan<byte> value, FieldKind? kind)
    {
        const int firstYear = 1800;
        const int lastYear = 2200;
        var isField = kind is FieldKind.Date or FieldKind.Timestamp;
        var verdict = dates.Read(value, out var date, out var rest, out _);
        if (verdict != DateVerdict.Bad)
        {
            var isTime = rest.IsEmpty || ((isField || rest.ContainsAny(":T"u8)) && TimeText.Read(rest, out _));
            return isTime && (isField || verdict != DateVerdict.Certain || date.Year is >= firstYear and <= lastYear);
        }
        var isYearless =
            YearlessDate.Read(value, dates, out _, out _) != DateVerdict.Bad
            && (isField || value.StartsWith("--"u8) || HasLetter(value));
        return isYearless
            || (
                PartialDate.TryRead(value, out _, out var month)
                && month > 0
                && (isField || HasLetter(value) || (value.Length == PartialDate.LengthMax && value[4] == '-'))
            );
    }

    static bool IsAmount(ReadOnlySpan<byte> value)
    {
        Span<byte> output = stackalloc byte[AmountText.LengthMax];
        if (AmountText.CurrencyKeyOf(value).IsEmpty)
        {
            return false;
        }
        var reading = AmountText.Read(value, NumberFormat.Open, money, output);
        return reading.Length > 0 || reading.IsAmbiguous;
    }

    static bool IsNumber(ReadOnlySpan<byte> value)
    {
        Span<byte> output = stackalloc byte[AmountText.LengthMax];
        var number = value.TrimEnd("% "u8);
        if (number.IsEmpty || (number.Length > 1 && number[0] == '0' && number[1] is >= (byte)'0' and <= (byte)'9'))
        {
            return false;
        }
        var reading = AmountText.Read(number, NumberFormat.Open, null, output);
        return reading.Length > 0 || reading.IsAmbiguous;
    }

    // In a field of phone numbers digits are one, and one of several is enough.
    static bool IsPhoneField(ReadOnlySpan<byte> value) =>
        IsPhoneFieldOf(value, ";,|:\n"u8) || IsPhoneFieldOf(value, ";,|:\n/"u8);

    static bool IsPhoneFieldOf(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separators)
    {
        Span<byte> room = stackalloc byte[PhoneText.RoomMin];
        foreach (var part in value.SplitAny(separators))
        {
            if (
                PhoneText.Read(value[part], room, out var phone)
                && (phone.DialledCount > 0 || phone.Words != PhoneWordKind.Other)
                && IsPossible(phone)
            )
            {
                return true;
            }
        }
        return false;
    }

    static bool IsPhone(ReadOnlySpan<byte> value)
    {
        Span<byte> room = stackalloc byte[PhoneText.RoomMin];
        if (
            !PhoneText.Read(value, room, out var phone)
            || phone.Words == PhoneWordKind.Other
            || phone.DialledCount > 0
            || !IsPossible(phone)
        )
        {
            return false;
        }
        if (phone.HasPlus || phone.Digits.StartsWith("00"u8))
        {
            return true;
        }
        var isNational = phone.DigitCount <= NationalDigitsMax + (phone.Digits[0] == '0' ? 1 : 0);
        var isGrouped = !IsNumber(value) || (phone.DigitCount >= GroupedNumberMin && !value.ContainsAny(".,'"u8));
        return isNational && isGrouped && !IsSocialSecurityNumber(value) && !value.ContainsAny(","u8);
    }

    static bool IsPossible(PhoneText phone)
    {
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        var digits = phone.Digits;
        var isAbroad = phone.HasPlus || digits.StartsWith("00"u8);
        return digits.Length is >= PhoneDigitsMin and <= PhoneDigitsMax + 2
            && (
                !isAbroad
                || PhoneReader.Read(phone.HasPlus ? digits : digits[2..], hasPlus: true, null, room).Verdict
                    >= PhoneVerdict.Possible
            );
    }

    // 123-45-6789, as the United States write it.
    static bool IsSocialSecurityNumber(ReadOnlySpan<byte> value) =>
        value.Length == 11 && value[3] == '-' && value[6] == '-';

    static bool HasDigit(ReadOnlySpan<byte> value)
    {
        foreach (var rune in Encoding.UTF8.GetString(value).EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                return true;
            }
        }
        return false;
    }

    static bool HasLetter(ReadOnlySpan<byte> value)
    {
        foreach (var rune in Encoding.UTF8.GetString(value).EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                return true;
            }
        }
        return false;
    }
}

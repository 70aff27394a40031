using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Normalization.Addresses;

// Lines that prove their country by their postal code: together with a province or state (Canada, Australia, Brazil, Italy), by a form that no other country has
// (the Netherlands), or together with the name of a chief town (France, Italy, Spain).
readonly ref partial struct AddressLine
{
    const int ProvinceLength = 2;

    static bool TryReadProven(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> assumed, out AddressLine line)
    {
        line = default;
        return rest.Length switch
        {
            0 => false,
            _ when IsDigit(rest[^1]) => TryReadWithRegion(rest, "CA"u8, assumed, out line)
                || TryReadWithRegion(rest, "AU"u8, assumed, out line)
                || TryReadBrazilian(rest, IsOther("BR"u8, assumed), mustProve: true, out line),
            _ => TryReadDutch(rest, IsOther("NL"u8, assumed), out line)
                || TryReadItalian(rest, IsOther("IT"u8, assumed), mustProve: true, out line)
                || TryReadChiefTown(rest, assumed, out line),
        };
    }

    static bool TryReadWithRegion(
        ReadOnlySpan<byte> rest,
        ReadOnlySpan<byte> country,
        ReadOnlySpan<byte> assumed,
        out AddressLine line
    ) =>
        TryReadIn(country, IsOther(country, assumed), rest, out line)
        && CodePlaces.IsIn(
            country,
            RegionTable.Find(country, rest.Slice(line.State.Offset, line.State.Length)),
            rest.Slice(line.PostalCode.Offset, line.PostalCode.Length)
        );

    /// <summary>M5V2T6, which many write without the space.</summary>
    static bool IsCompactCanadian(ReadOnlySpan<byte> code)
    {
        const int length = 6;
        if (code.Length != length)
        {
            return false;
        }
        for (var index = 0; index < length; index++)
        {
            if (index % 2 == 0 ? !IsCapital(code[index]) : !IsDigit(code[index]))
            {
                return false;
            }
        }
        return true;
    }

    // … - Bairro, City - UF, 01310-100
    static bool TryReadBrazilian(ReadOnlySpan<byte> rest, bool isNamed, bool mustProve, out AddressLine line)
    {
        line = default;
        var code = CodeAtEnd(rest, "BR"u8);
        var before = code.Length == 0 ? [] : WithoutCep(rest[..code.Offset]);
        if (before.Length <= ProvinceLength || !IsCapital(before[^1]) || !IsCapital(before[^2]))
        {
            return false;
        }
        var state = new FieldSpan(before.Length - ProvinceLength, ProvinceLength);
        var region = RegionTable.Find("BR"u8, before[state.Offset..]);
        var isState = " -/,"u8.Contains(before[state.Offset - 1]) && !region.IsEmpty;
        if (!isState || (mustProve && !CodePlaces.IsIn("BR"u8, region, rest.Slice(code.Offset, code.Length))))
        {
            return false;
        }
        before = before[..state.Offset].TrimEnd(" -/,;\n"u8);
        var dash = before.LastIndexOf(" - "u8);
        var start = Math.Max(StartOfLast(before), dash < 0 ? 0 : dash + 3);
        var city = Trimmed(before, start);
        var street = before[..start].TrimEnd(" -,;\n"u8);
        line = new AddressLine
        {
            Street = new FieldSpan(0, street.Length),
            City = city,
            State = state,
            PostalCode = code,
            Country = "BR"u8,
            NamesCountry = isNamed,
        };
        return street.Length > 0 && IsCity(before.Slice(city.Offset, city.Length));
    }

    static ReadOnlySpan<byte> WithoutCep(ReadOnlySpan<byte> before)
    {
        var rest = before.TrimEnd(" ,;\n-:"u8);
        return rest.EndsWith("CEP"u8) ? rest[..^3].TrimEnd(" ,;\n-"u8) : rest;
    }

    // … 1012 LG Amsterdam
    static bool TryReadDutch(ReadOnlySpan<byte> rest, bool isNamed, out AddressLine line) =>
        TryReadIn("NL"u8, isNamed, rest, out line);

    // … 20121 Milano MI, or with the province in brackets
    static bool TryReadItalian(ReadOnlySpan<byte> rest, bool isNamed, bool mustProve, out AddressLine line)
    {
        line = default;
        var province = ProvinceAtEnd(rest);
        var before = province.Length == 0 ? rest : rest[..province.Offset].TrimEnd(" (,"u8);
        if (!TryReadCodeFirst(before, "IT"u8, 0, out var read))
        {
            return false;
        }
        var code = before.Slice(read.PostalCode.Offset, read.PostalCode.Length);
        var isProven =
            province.Length > 0
                ? CodePlaces.IsIn("IT"u8, rest.Slice(province.Offset, province.Length), code)
                : !mustProve;
        line = new AddressLine
        {
            Street = read.Street,
            City = read.City,
            State = province,
            PostalCode = read.PostalCode,
            Country = "IT"u8,
            NamesCountry = isNamed,
        };
        return isProven;
    }

    static FieldSpan ProvinceAtEnd(ReadOnlySpan<byte> rest)
    {
        var text = rest.TrimEnd((byte)')');
        var isProvince =
            text.Length > ProvinceLength
            && IsCapital(text[^1])
            && IsCapital(text[^2])
            && text[^3] == (text.Length < rest.Length ? '(' : ' ');
        return isProvince ? new FieldSpan(text.Length - ProvinceLength, ProvinceLength) : default;
    }

    // … 75002 Paris
    static bool TryReadChiefTown(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> assumed, out AddressLine line)
    {
        line = default;
        var last = Trimmed(rest, StartOfLast(rest));
        var text = rest.Slice(last.Offset, last.Length);
        var space = text.IndexOf((byte)' ');
        if (space <= 0 || !IsDigit(text[0]))
        {
            return false;
        }
        var country = CodePlaces.CountryOf(text[(space + 1)..], text[..space]);
        return !country.IsEmpty
            && TryReadCodeFirst(rest, country, 0, out line)
            && (line = line.In(country, IsOther(country, assumed))).Street.Length > 0;
    }

    static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    static bool IsCapital(byte letter) => letter is >= (byte)'A' and <= (byte)'Z';
}

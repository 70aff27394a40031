using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Normalization.Addresses;

/// <summary>
/// An address in one line, taken apart where its parts can be proven. A state of the United States with a ZIP code of that state
/// proves itself (<c>1 Main St, Springfield, IL 62704</c>), and so do a postcode of the United Kingdom (<c>10 Downing Street, London SW1A 2AA</c>),
/// a code with the sign of its country (<c>D-80331 München</c>) and those of <see cref="CodePlaces"/> (<c>Toronto, ON M5V 2T6</c>); other countries must be known, by the record, by the job or by the end of the
/// line, and the line must have their form (<c>Hauptstr. 5; 80331 München; Germany</c>). All places are inside the value.
/// </summary>
readonly ref partial struct AddressLine
{
    /// <summary>Countries that write the postal code before the city, and no state.</summary>
    const string CodeFirst = "AT BE CH CZ DE DK ES FI FR HR LI LU NL NO PL PT SE SI SK ";

    /// <summary>Countries that write the state and then the postal code behind the city. The United Kingdom does so without a state.</summary>
    const string CodeLast = "US CA AU ";

    const int CityLengthMax = 40;

    /// <summary>What stands before the city; never empty.</summary>
    public FieldSpan Street { get; private init; }

    /// <summary>The city.</summary>
    public FieldSpan City { get; private init; }

    /// <summary>The state as it is written; empty where the country writes none.</summary>
    public FieldSpan State { get; private init; }

    /// <summary>The postal code.</summary>
    public FieldSpan PostalCode { get; private init; }

    /// <summary>The country, ISO 3166 alpha-2.</summary>
    public ReadOnlySpan<byte> Country { get; private init; }

    /// <summary>True when the line itself names the country.</summary>
    public bool NamesCountry { get; private init; }

    /// <summary>Takes a value apart; false when nothing is proven.</summary>
    /// <param name="value">One or more lines, without white space at the ends.</param>
    /// <param name="said">The country that the record says, ISO 3166 alpha-2, which a line may not contradict; empty when it says none.</param>
    /// <param name="assumed">The country of the job, for lines that neither name nor prove one; empty when it is not known.</param>
    /// <param name="line">The parts.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> value,
        ReadOnlySpan<byte> said,
        ReadOnlySpan<byte> assumed,
        out AddressLine line
    )
    {
        var rest = TrimEnd(value);
        var named = NamedCountry(rest, out var before);
        rest = named.IsEmpty ? rest : before;
        var country = named.IsEmpty ? said : named;
        if (country.IsEmpty)
        {
            // A country that the job does not assume is worth a word.
            return TryReadIn("US"u8, IsOther("US"u8, assumed), rest, out line)
                || TryReadBritish(rest, IsOther("GB"u8, assumed), mustProve: true, out line)
                || TryReadSigned(rest, [], out line)
                || TryReadProven(rest, assumed, out line)
                || (!assumed.IsEmpty && TryReadIn(assumed, isNamed: false, rest, out line));
        }
        line = default;
        var isContradicted = !said.IsEmpty && !said.SequenceEqual(country);
        return !isContradicted
            && (TryReadIn(country, !named.IsEmpty, rest, out line) || TryReadSigned(rest, country, out line));
    }

    /// <summary>
    /// The country that the end of a value proves, whatever stands before: a state of the United States with a ZIP code of that state, or a postcode of
    /// the United Kingdom. Empty for any other value.
    /// </summary>
    public static ReadOnlySpan<byte> ProvenCountry(ReadOnlySpan<byte> value)
    {
        var rest = TrimEnd(value);
        var named = NamedCountry(rest, out var before);
        rest = named.IsEmpty ? rest : before;
        if (TryReadState(rest, "US"u8, out _, out _, out _))
        {
            return named.IsEmpty || named.SequenceEqual("US"u8) ? "US"u8 : [];
        }
        // Its codes end in a digit and two letters, which hardly anything else does.
        if (
            rest
            is not [.., >= (byte)'0' and <= (byte)'9', >= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z']
        )
        {
            return [];
        }
        var code = CodeAtEnd(rest, "GB"u8);
        var isBritish = code.Length > 0 && UkPostcode.Is(rest.Slice(code.Offset, code.Length));
        return isBritish && (named.IsEmpty || named.SequenceEqual("GB"u8)) ? "GB"u8 : [];
    }

    static bool IsOther(ReadOnlySpan<byte> country, ReadOnlySpan<byte> assumed) =>
        !assumed.IsEmpty && !assumed.SequenceEqual(country);

    static bool TryReadIn(ReadOnlySpan<byte> country, bool isNamed, ReadOnlySpan<byte> rest, out AddressLine line)
    {
        line = default;
        if (country.SequenceEqual("GB"u8))
        {
            return TryReadBritish(rest, isNamed, mustProve: false, out line);
        }
        if (country.SequenceEqual("BR"u8))
        {
            return TryReadBrazilian(rest, isNamed, mustProve: false, out line);
        }
        if (country.SequenceEqual("IT"u8))
        {
            return TryReadItalian(rest, isNamed, mustProve: false, out line);
        }
        var isRead = IsAmong(CodeLast, country)
            ? TryReadCodeLast(rest, country, out line)
            : IsAmong(CodeFirst, country) && TryReadCodeFirst(rest, country, 0, out line);
        line = isRead ? line.In(country, isNamed) : default;
        return isRead;
    }

    // … City SW1A 2AA, perhaps with a county between.
    static bool TryReadBritish(ReadOnlySpan<byte> rest, bool isNamed, bool mustProve, out AddressLine line)
    {
        line = default;
        var code = CodeAtEnd(rest, "GB"u8);
        if (code.Length == 0 || (mustProve && !UkPostcode.Is(rest.Slice(code.Offset, code.Length))))
        {
            return false;
        }
        var before = TrimEnd(rest[..code.Offset]);
        var start = StartOfLast(before);
        var place = Trimmed(before, start);
        var county = default(FieldSpan);
        if (start > 0 && AddressWords.IsUkCounty(before.Slice(place.Offset, place.Length)))
        {
            county = place;
            before = TrimEnd(before[..start]);
            start = StartOfLast(before);
            place = Trimmed(before, start);
        }
        var street = TrimEnd(before[..start]);
        line = new AddressLine
        {
            Street = new FieldSpan(0, street.Length),
            City = place,
            State = county,
            PostalCode = code,
            Country = "GB"u8,
            NamesCountry = isNamed,
        };
        return street.Length > 0 && IsCity(before.Slice(place.Offset, place.Length), "GB"u8);
    }

    // … D-80331 City: the sign says the country.
    static bool TryReadSigned(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected, out AddressLine line)
    {
        const int signLengthMax = 2;
        line = default;
        var last = Trimmed(rest, StartOfLast(rest));
        var text = rest.Slice(last.Offset, last.Length);
        var hyphen = text.IndexOf((byte)'-');
        if (hyphen is < 1 or > signLengthMax || text[..hyphen].ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
        {
            return false;
        }
        var country = CountryTable.Find(text[..hyphen]);
        if (country.IsEmpty || !(expected.IsEmpty || expected.SequenceEqual(country)) || !IsAmong(CodeFirst, country))
        {
            return false;
        }
        var isRead = TryReadCodeFirst(rest, country, hyphen + 1, out line);
        line = isRead ? line.In(country, isNamed: true) : default;
        return isRead;
    }

    AddressLine In(ReadOnlySpan<byte> country, bool isNamed) =>
        new()
        {
            Street = Street,
            City = City,
            State = State,
            PostalCode = PostalCode,
            Country = country,
            NamesCountry = isNamed,
        };

    // … City, ST 12345
    static bool TryReadCodeLast(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> country, out AddressLine line)
    {
        line = default;
        if (!TryReadState(rest, country, out var state, out var code, out var cityEnd))
        {
            return false;
        }
        var before = TrimEnd(rest[..cityEnd]);
        var cityStart = StartOfLast(before);
        cityStart += cityStart > 0 ? AddressWords.QuadrantLength(before[cityStart..]) : 0;
        var street = TrimEnd(before[..cityStart]);
        var city = Trimmed(before, cityStart);
        line = new AddressLine
        {
            Street = new FieldSpan(0, street.Length),
            City = city,
            State = state,
            PostalCode = code,
        };
        // A number in the street says that what follows is no street.
        var hasNumber = street.ContainsAnyInRange((byte)'0', (byte)'9');
        return street.Length > 0 && IsCity(before.Slice(city.Offset, city.Length), hasNumber ? country : []);
    }

    // … 80331 City, behind a sign of some bytes
    static bool TryReadCodeFirst(
        ReadOnlySpan<byte> rest,
        ReadOnlySpan<byte> country,
        int signLength,
        out AddressLine line
    )
    {
        line = default;
        var start = StartOfLast(rest);
        var last = Trimmed(rest, start);
        last = new FieldSpan(last.Offset + signLength, last.Length - signLength);
        var text = rest.Slice(last.Offset, last.Length);
        var street = TrimEnd(rest[..start]);
        var forms = PostalTable.Find(country)!;
        var space = text.IndexOf((byte)' ');
        if (space > 0 && !forms.Matches(text[..space]))
        {
            var next = text[(space + 1)..].IndexOf((byte)' ');
            space = next < 0 ? -1 : space + 1 + next;
        }
        if (space <= 0 || street.IsEmpty || !forms.Matches(text[..space]) || !IsCity(text[(space + 1)..]))
        {
            return false;
        }
        line = new AddressLine
        {
            Street = new FieldSpan(0, street.Length),
            City = new FieldSpan(last.Offset + space + 1, last.Length - space - 1),
            PostalCode = new FieldSpan(last.Offset, space),
        };
        return true;
    }

    /// <summary>Reads the state and the code at the end; what is before <paramref name="cityEnd"/> should end with the city.</summary>
    static bool TryReadState(
        ReadOnlySpan<byte> rest,
        ReadOnlySpan<byte> country,
        out FieldSpan state,
        out FieldSpan code,
        out int cityEnd
    )
    {
        state = default;
        cityEnd = 0;
        code = CodeAtEnd(rest, country);
        if (code.Length == 0)
        {
            return false;
        }
        var before = TrimEnd(rest[..code.Offset]);
        var start = StartOfLast(before);
        var whole = Trimmed(before, start);
        var word = new FieldSpan(before.LastIndexOf((byte)' ') + 1, 0);
        word = new FieldSpan(word.Offset, before.Length - word.Offset);
        if (IsState(before, whole, country, rest, code) && !IsCityToo(before.Slice(whole.Offset, whole.Length)))
        {
            state = whole;
            cityEnd = start;
            return true;
        }
        // Jefferson City MO 65101
        const int abbreviationMax = 3;
        state = word;
        cityEnd = word.Offset;
        return word.Offset > whole.Offset
            && word.Length is > 1 and <= abbreviationMax
            && !before[word.Offset..].ContainsAnyExceptInRange((byte)'A', (byte)'Z')
            && IsState(before, word, country, rest, code);
    }

    static bool IsState(
        ReadOnlySpan<byte> before,
        FieldSpan place,
        ReadOnlySpan<byte> country,
        ReadOnlySpan<byte> rest,
        FieldSpan code
    )
    {
        var region = RegionTable.Find(country, before.Slice(place.Offset, place.Length));
        return !region.IsEmpty
            && (!country.SequenceEqual("US"u8) || UsZipCodes.IsIn(region, rest.Slice(code.Offset, code.Length)));
    }

    // "State House, New York 10001" names the city, not the state.
    static bool IsCityToo(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "New York"u8) || Ascii.EqualsIgnoreCase(name, "Washington"u8);

    static FieldSpan CodeAtEnd(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> country)
    {
        var end = rest.TrimEnd((byte)'-').Length; // 48918- lacks the last four digits
        var start = rest[..end].LastIndexOfAny(" ,;\n"u8) + 1;
        if (country.SequenceEqual("US"u8))
        {
            return UsZipCodes.IsZip(rest[start..end]) ? new FieldSpan(start, end - start) : default;
        }
        var forms = PostalTable.Find(country)!;
        if (country.SequenceEqual("CA"u8) && IsCompactCanadian(rest[start..end]))
        {
            return new FieldSpan(start, end - start);
        }
        if (!forms.Matches(rest[start..end]) && start > 1)
        {
            start = rest[..(start - 1)].LastIndexOfAny(" ,;\n"u8) + 1;
        }
        return forms.Matches(rest[start..end]) ? new FieldSpan(start, end - start) : default;
    }

    static ReadOnlySpan<byte> NamedCountry(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> before)
    {
        var start = StartOfLast(rest);
        var last = Trimmed(rest, start);
        before = TrimEnd(rest[..start]);
        var name = rest.Slice(last.Offset, last.Length);
        return start == 0 || name.ContainsAnyInRange((byte)'0', (byte)'9') ? [] : CountryTable.Find(name);
    }

    /// <summary>True when a name may be a city's; some words may stand in it only in a country.</summary>
    static bool IsCity(ReadOnlySpan<byte> city, ReadOnlySpan<byte> country = default)
    {
        if (
            city.IsEmpty
            || city.Length > CityLengthMax
            || city.ContainsAnyInRange((byte)'0', (byte)'9')
            || city.ContainsAny("()/#:@"u8)
        )
        {
            return false;
        }
        if (city[0] < 0x80 && !char.IsAsciiLetter((char)city[0]))
        {
            return false;
        }
        var isFirst = true;
        foreach (var range in city.Split((byte)' '))
        {
            var isLast = range.End.Value == city.Length;
            if (
                AddressWords.IsNoCity(city[range], isFirst)
                && !(!isFirst && AddressWords.IsCityIn(country, city[range], isLast))
            )
            {
                return false;
            }
            isFirst = false;
        }
        return true;
    }

    static bool IsAmong(string list, ReadOnlySpan<byte> country)
    {
        for (var index = 0; index < list.Length; index += 3)
        {
            if (list[index] == country[0] && list[index + 1] == country[1])
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Where the last part begins, behind a comma, semicolon or line break; 0 when there is none.</summary>
    static int StartOfLast(ReadOnlySpan<byte> text) => text.LastIndexOfAny(",;\n"u8) + 1;

    static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text) => text.TrimEnd(" ,;\n"u8);

    static FieldSpan Trimmed(ReadOnlySpan<byte> text, int start)
    {
        var rest = text[start..];
        var length = rest.TrimStart((byte)' ').Length;
        return new FieldSpan(text.Length - length, length);
    }
}

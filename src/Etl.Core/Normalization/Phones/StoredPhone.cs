using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Reads phone numbers that somebody else has stored in a country's own way (<c>(415) 555-2671</c>) as the cleaned numbers of records
/// are written, so that the two match. The stored numbers are never changed by it.
/// </summary>
/// <param name="country">The job's country, ISO 3166 alpha-2 in capitals; null when none was named.</param>
public sealed class StoredPhone(string? country)
{
    /// <summary>Longest number that is written: a plus, a calling code and all digits.</summary>
    const int WrittenMax = 1 + 3 + PhoneText.DigitsMax + PhonePlan.TransformLiteralMax;

    /// <summary>Longest clean number, with its extension.</summary>
    const int NumberMax = 64;

    /// <summary>
    /// What people dial before a national number, and before a calling code. What a plan does not know is no form of a number, so
    /// a prefix too many costs nothing.
    /// </summary>
    static readonly byte[][] nationalPrefixes =
    [
        [],
        [.. "0"u8],
        [.. "1"u8],
        [.. "8"u8],
        [.. "06"u8],
    ];
    static readonly byte[][] internationalPrefixes =
    [
        [],
        [.. "00"u8],
        [.. "011"u8],
        [.. "0011"u8],
        [.. "010"u8],
        [.. "810"u8],
    ];

    readonly PhonePlan? plan = country is null ? null : PhonePlans.OfRegion(Encoding.UTF8.GetBytes(country));

    /// <summary>The end of a number of which an extension follows.</summary>
    static ReadOnlySpan<byte> ExtensionMark => ";ext="u8;

    /// <summary>Room for what <see cref="TryRead"/> writes for a value.</summary>
    public static int RoomFor(ReadOnlySpan<byte> value) => WrittenMax + value.Length;

    /// <summary>
    /// Writes a number that has no calling code with it (<c>+14155552671</c>). False when it has one already, is none that the plan knows,
    /// or nobody says in which country it is dialled.
    /// </summary>
    /// <param name="value">ASCII digits, and an extension behind <c>;ext=</c>.</param>
    /// <param name="said">What the contact's own country says, as it stands; empty for the job's country.</param>
    /// <param name="output">Takes the number, see <see cref="RoomFor"/>.</param>
    /// <param name="length">Its length.</param>
    public bool TryRead(ReadOnlySpan<byte> value, ReadOnlySpan<byte> said, Span<byte> output, out int length) =>
        ReadBy(said.IsEmpty ? plan : PlanOf(said), value, output, out length);

    /// <summary>
    /// The ways in which a country may have stored a number, this one not among them: without its calling code, with what is
    /// dialled before it, with the calling code and no plus. Each is read as this number by the job's country, or by the number's own.
    /// </summary>
    /// <param name="number">A cleaned number with its calling code; any other has no other form.</param>
    /// <param name="hasOwnCountries">True when contacts have a country of their own.</param>
    public List<byte[]> OtherForms(ReadOnlySpan<byte> number, bool hasOwnCountries)
    {
        var forms = new List<byte[]>();
        if (!IsClean(number) || PhonePlans.AtStart(number[1..]) is not { } main)
        {
            return forms;
        }
        var own = hasOwnCountries ? OwnPlan(main, Digits(number[1..])) : null;
        var national = number[(1 + main.CallingCodeText.Length)..];
        foreach (var prefix in nationalPrefixes)
        {
            AddForm(forms, number, [.. prefix, .. national], own);
        }
        foreach (var prefix in internationalPrefixes)
        {
            AddForm(forms, number, [.. prefix, .. number[1..]], own);
        }
        return forms;
    }

    static bool IsClean(ReadOnlySpan<byte> number) =>
        number.Length is > 1 and <= NumberMax
        && number[0] == '+'
        && Digits(number[1..]) is { Length: > 0 and <= PhoneText.DigitsMax } digits
        && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    static PhonePlan OwnPlan(PhonePlan main, ReadOnlySpan<byte> digits)
    {
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        var reading = PhoneReader.Read(digits, hasPlus: true, region: null, room);
        if (reading.Region is var letters && letters == 0)
        {
            return main;
        }
        return PhonePlans.All.FirstOrDefault(candidate => candidate.Letters == letters) ?? main;
    }

    void AddForm(List<byte[]> forms, ReadOnlySpan<byte> number, byte[] form, PhonePlan? own)
    {
        var isNew = !forms.Exists(other => other.AsSpan().SequenceEqual(form));
        if (isNew && (IsReadAs(number, form, plan) || IsReadAs(number, form, own)))
        {
            forms.Add(form);
        }
    }

    static bool IsReadAs(ReadOnlySpan<byte> number, byte[] form, PhonePlan? region)
    {
        Span<byte> output = stackalloc byte[RoomFor(form)];
        return ReadBy(region, form, output, out var length) && number.SequenceEqual(output[..length]);
    }

    static bool ReadBy(PhonePlan? region, ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        var digits = Digits(value);
        var isNumber =
            digits.Length is > 0 and <= PhoneText.DigitsMax && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (!isNumber || region is null)
        {
            return false;
        }
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        var reading = PhoneReader.Read(digits, hasPlus: false, region, room);
        if (reading.Verdict < PhoneVerdict.Possible)
        {
            return false;
        }
        output[length++] = (byte)'+';
        length += Append(reading.CallingCode, output[length..]);
        length += Append(reading.National, output[length..]);
        length += Append(value[digits.Length..], output[length..]);
        return true;
    }

    static int Append(ReadOnlySpan<byte> part, Span<byte> output)
    {
        part.CopyTo(output);
        return part.Length;
    }

    static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> value)
    {
        var mark = value.IndexOf(ExtensionMark);
        return mark < 0 ? value : value[..mark];
    }

    static PhonePlan? PlanOf(ReadOnlySpan<byte> said) =>
        PhonePlans.OfRegion(CountryTable.IsAlpha2(said) ? said : CountryTable.Find(said));
}

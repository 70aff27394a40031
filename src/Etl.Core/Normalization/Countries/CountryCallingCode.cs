using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Countries;

/// <summary>A calling code in the place of a country (<c>+49</c>), where it is that of one country alone: <c>+1</c> and <c>+44</c> are those of several.</summary>
static class CountryCallingCode
{
    const int DigitsMax = 3;
    const int LettersLength = 2;

    /// <summary>True for a text that starts with a plus, which no name or code of a country does.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> value) => value.TrimStart((byte)' ') is [(byte)'+', ..];

    /// <summary>Writes the alpha-2 code of the only country with the calling code; false when there is none, or there are several.</summary>
    /// <param name="value">The calling code with its plus.</param>
    /// <param name="letters">Room for two letters.</param>
    public static bool TryFind(ReadOnlySpan<byte> value, Span<byte> letters)
    {
        var digits = value.Trim((byte)' ')[1..];
        if (digits.Length is 0 or > DigitsMax || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        Span<byte> candidate = stackalloc byte[LettersLength];
        var count = 0;
        foreach (var plan in PhonePlans.All)
        {
            candidate[0] = (byte)(plan.Letters >> 8);
            candidate[1] = (byte)plan.Letters;
            // Ascension and Tristan da Cunha have a plan and no code of ISO 3166-1.
            if (digits.SequenceEqual(plan.CallingCodeText) && CountryTable.IsAlpha2(candidate))
            {
                candidate.CopyTo(letters);
                count++;
            }
        }
        return count == 1;
    }
}

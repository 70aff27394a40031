namespace Etl.Core.Normalization.Countries;

/// <summary>
/// Reads a country that a value says more than once, by names, codes and flags: <c>Deutschland (DE)</c>, <c>Suisse/Schweiz</c>, 🇩🇪. All must mean the same
/// one, so <c>Georgia (US)</c> and <c>N/A</c> are none.
/// </summary>
static class CountryParts
{
    const int CodeLength = 2;

    /// <summary>UTF-8 of two regional indicators, letters that programs show as a flag.</summary>
    const int FlagLength = 8;

    static ReadOnlySpan<byte> FlagLead => [0xF0, 0x9F, 0x87];

    static ReadOnlySpan<byte> Dividers => " ()[]/|,;:-"u8;

    // A space does not end a name, and a flag does.
    static ReadOnlySpan<byte> Ends =>
        [
            (byte)'(',
            (byte)')',
            (byte)'[',
            (byte)']',
            (byte)'/',
            (byte)'|',
            (byte)',',
            (byte)';',
            (byte)':',
            (byte)'-',
            0xF0,
        ];

    /// <summary>The alpha-2 code that all parts of a value mean; empty when it has one part that is no flag, or they differ.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> value)
    {
        var code = default(ReadOnlySpan<byte>);
        var count = 0;
        var hasFlag = false;
        var isNamed = false;
        while (TryTake(ref value, out var part))
        {
            var isFlag = part.StartsWith(FlagLead);
            var found = isFlag ? OfFlag(part) : CountryTable.FindName(part);
            if (found.IsEmpty || !(code.IsEmpty || code.SequenceEqual(found)))
            {
                return [];
            }
            code = found;
            count++;
            hasFlag |= isFlag;
            isNamed |= part.Length > CodeLength;
        }
        return hasFlag || (count > 1 && isNamed) ? code : [];
    }

    static bool TryTake(ref ReadOnlySpan<byte> value, out ReadOnlySpan<byte> part)
    {
        value = value.TrimStart(Dividers);
        var length = value.StartsWith(FlagLead) ? Math.Min(FlagLength, value.Length) : value.IndexOfAny(Ends);
        length = length < 0 ? value.Length : Math.Max(1, length);
        part = value[..length].TrimEnd((byte)' ');
        value = value[length..];
        return !part.IsEmpty;
    }

    // U+1F1E6 to U+1F1FF stand for the letters.
    static ReadOnlySpan<byte> OfFlag(scoped ReadOnlySpan<byte> flag)
    {
        const int indicatorLength = 4;
        const int firstLast = 0xA6;
        Span<byte> letters = stackalloc byte[CodeLength];
        for (var index = 0; index < CodeLength; index++)
        {
            var end = (index + 1) * indicatorLength;
            var letter =
                end <= flag.Length && flag[(index * indicatorLength)..].StartsWith(FlagLead)
                    ? flag[end - 1] - firstLast
                    : -1;
            if (letter is < 0 or >= 26)
            {
                return [];
            }
            letters[index] = (byte)('A' + letter);
        }
        return CountryTable.FindName(letters);
    }
}

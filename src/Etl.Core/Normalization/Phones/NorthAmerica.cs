namespace Etl.Core.Normalization.Phones;

/// <summary>The North American Numbering Plan (calling code 1): who is in it, and the shape of its numbers.</summary>
static class NorthAmerica
{
    static readonly bool[] members = MakeMembers();

    /// <summary>True when the ISO 3166 alpha-2 code, in capitals, is a member's.</summary>
    public static bool IsMember(ReadOnlySpan<byte> country) =>
        country.Length == 2
        && country[0] is >= (byte)'A' and <= (byte)'Z'
        && country[1] is >= (byte)'A' and <= (byte)'Z'
        && members[26 * (country[0] - 'A') + country[1] - 'A'];

    /// <summary>True for ten digits of the form [2-9]XX [2-9]XXXXXX: area code and exchange never start with 0 or 1.</summary>
    public static bool HasShape(ReadOnlySpan<byte> digits) =>
        digits.Length == 10 && digits[0] >= '2' && digits[3] >= '2';

    static bool[] MakeMembers()
    {
        var table = new bool[26 * 26];
        foreach (var country in "US CA AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI".Split(' '))
        {
            table[26 * (country[0] - 'A') + country[1] - 'A'] = true;
        }
        return table;
    }
}

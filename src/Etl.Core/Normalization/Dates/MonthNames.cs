using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Dates;

/// <summary>Names of months in languages other than English, out of <c>months.txt</c>.</summary>
static class MonthNames
{
    static readonly NameTable names = NameTable.Load("Etl.Core.Normalization.Dates.months.txt");

    /// <summary>The month 1 to 12 that a word names; 0 when it is none.</summary>
    public static int Find(ReadOnlySpan<byte> word)
    {
        Span<byte> key = stackalloc byte[PlaceName.KeyLengthMax];
        var month = names.Find(key[..PlaceName.Fold(word, key)]);
        return month.Length switch
        {
            0 => 0,
            1 => month[0] - '0',
            _ => 10 + month[1] - '0',
        };
    }
}

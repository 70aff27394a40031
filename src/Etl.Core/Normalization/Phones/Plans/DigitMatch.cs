namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>Where a <see cref="DigitProgram"/> matched: from the first digit on.</summary>
/// <param name="Length">Digits that were matched; may be 0.</param>
/// <param name="Captures">A byte for the start and the end of each of two groups, plus one; 0 where a group took no part.</param>
readonly record struct DigitMatch(int Length, uint Captures)
{
    /// <summary>What a group (1 or 2) matched; empty when it took no part.</summary>
    public ReadOnlySpan<byte> Group(int number, ReadOnlySpan<byte> digits)
    {
        var bounds = Captures >> (16 * (number - 1));
        var start = (int)(bounds & 0xFF) - 1;
        var end = (int)((bounds >> 8) & 0xFF) - 1;
        return start < 0 || end < start ? [] : digits[start..end];
    }
}

namespace Etl.Core.Dedupe;

/// <summary>Which of a row's keys it is looked up with: those of the first rule that has a value.</summary>
public static class FirstRule
{
    /// <summary>The slots from the first to the last key of that rule, some of which may lie empty between; none where the row has no key.</summary>
    /// <param name="keys">The keys of a row, 0 where it has no value.</param>
    /// <param name="ruleOfSlot">The rule that each slot belongs to, ascending.</param>
    public static (int First, int End) SlotsOf(ReadOnlySpan<UInt128> keys, ReadOnlySpan<int> ruleOfSlot)
    {
        var first = 0;
        while (first < keys.Length && keys[first] == UInt128.Zero)
        {
            first++;
        }
        var end = first;
        for (var slot = first; slot < keys.Length && ruleOfSlot[slot] == ruleOfSlot[first]; slot++)
        {
            end = keys[slot] == UInt128.Zero ? end : slot + 1;
        }
        return (first, end);
    }
}

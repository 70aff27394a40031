namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// All patterns of whole numbers as one automaton over digits. State 0 is the dead end. The first states are settled: what a number
/// is that reached one of them depends on nothing but how many digits follow, so the walk ends there. Nearly every national number is settled
/// by its fourth digit.
/// </summary>
sealed class PhoneAutomaton
{
    const int DigitCount = 10;

    // Digits that are walked before it is asked whether they settled the number.
    const int StepsAtOnce = 3;

    // A national number has at most 17 digits.
    const int RestLengths = 18;

    readonly ushort[] targets;
    readonly ushort[] outputs;
    readonly ushort[] settledOutputs;
    readonly int settledCount;

    /// <summary>Makes the automaton.</summary>
    /// <param name="settledCount">How many states are settled; those that follow a settled one stand before it.</param>
    /// <param name="outputs">What it means that a number ends in each state; 0 for nothing.</param>
    /// <param name="targets">Ten targets for each state.</param>
    public PhoneAutomaton(int settledCount, ReadOnlySpan<ushort> outputs, ReadOnlySpan<ushort> targets)
    {
        this.settledCount = settledCount;
        this.outputs = outputs.ToArray();
        this.targets = targets.ToArray();
        settledOutputs = new ushort[RestLengths * settledCount];
        for (var state = 1; state < settledCount; state++)
        {
            var next = this.targets[DigitCount * state];
            var row = settledOutputs.AsSpan(RestLengths * state, RestLengths);
            row[0] = this.outputs[state];
            settledOutputs.AsSpan(RestLengths * next, RestLengths - 1).CopyTo(row[1..]);
        }
    }

    /// <summary>The state that one more digit (ASCII) leads to.</summary>
    public int Step(int state, byte digit) => targets[DigitCount * state + (digit - '0')];

    /// <summary>What a number is that reached a state and ends behind these digits (ASCII); 0 for nothing.</summary>
    public int Match(int state, ReadOnlySpan<byte> digits)
    {
        var table = targets;
        if (digits.Length >= StepsAtOnce)
        {
            state = table[DigitCount * state + (digits[0] - '0')];
            state = table[DigitCount * state + (digits[1] - '0')];
            state = table[DigitCount * state + (digits[2] - '0')];
            digits = digits[StepsAtOnce..];
        }
        while (state >= settledCount)
        {
            if (digits.IsEmpty)
            {
                return outputs[state];
            }
            state = table[DigitCount * state + (digits[0] - '0')];
            digits = digits[1..];
        }
        return digits.Length < RestLengths ? settledOutputs[RestLengths * state + digits.Length] : 0;
    }
}

using Etl.Text;

namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// All patterns of whole numbers as one automaton over digits. State 0 is the dead end. The first states are settled: what a number
/// is that reached one of them depends on nothing but how many digits follow, so the walk ends there. Nearly every national number is settled
/// by its fourth digit.
/// </summary>
sealed class PhoneAutomaton
{
    const int DigitCount = 10;

    // Of a digit of ASCII; any byte has at most that.
    const int DigitBits = 0xF;

    // Digits that are walked before it is asked whether they settled the number.
    const int StepsAtOnce = 3;

    // A national number has at most 17 digits.
    const int RestLengths = 18;

    /// <summary>Digits that <see cref="WalkSoon"/> walks.</summary>
    public const int SoonLength = 5;

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
        this.targets = [.. targets, .. new ushort[DigitBits]]; // for what is no digit, behind the last state
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

    /// <summary>
    /// Walks <see cref="SoonLength"/> digits of many numbers, one step of all after the other, so that none waits for another's look-up.
    /// </summary>
    /// <param name="states">The states that they start from; afterwards those that they reached.</param>
    /// <param name="digits">Their digits (ASCII), the first one lowest; what is walked of others means nothing.</param>
    public void WalkSoon(Span<int> states, ReadOnlySpan<ulong> digits)
    {
        var table = targets;
        digits = digits[..states.Length];
        for (var shift = 0; shift < 8 * SoonLength; shift += 8)
        {
            for (var index = 0; index < states.Length; index++)
            {
                states[index] = table[DigitCount * states[index] + ((int)(digits[index] >> shift) & DigitBits)];
            }
        }
    }

    /// <summary>What a number is that reached a state, by how many digits follow, fewer than 18; 0 for nothing, and where the state is not settled.</summary>
    public int MatchSettled(int state, int restLength)
    {
        var isSettled = Flag.Of(state < settledCount);
        return settledOutputs[isSettled * (RestLengths * state + restLength)]; // state 0 is the dead end
    }
}

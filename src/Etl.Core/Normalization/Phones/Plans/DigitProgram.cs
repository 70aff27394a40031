namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// Runs the patterns of prefixes. A pattern is a regular expression over digits that <c>make-plans.mjs</c> compiled: the words
/// are an operation in the upper four bits and an operand in the lower twelve. Alternatives are tried in the order in which they
/// are written and the first that fits wins, as in the regular expressions of ECMAScript that the plans are published in.
/// </summary>
static class DigitProgram
{
    const int OperandBits = 12;
    const int OperandMask = (1 << OperandBits) - 1;

    // Alternatives that wait to be tried: one for each choice or optional part around or before the place reached, and few
    // patterns have more than ten.
    const int WaitingMax = 64;

    // The same names as in digit-patterns.mjs.
    const int OperationDigits = 0;
    const int OperationSplit = 1;
    const int OperationJump = 2;
    const int OperationSave = 3;
    const int OperationEnd = 4;

    /// <summary>Matches the start of <paramref name="digits"/> (ASCII, at most 250).</summary>
    public static bool TryMatch(ReadOnlySpan<ushort> program, ReadOnlySpan<byte> digits, out DigitMatch match) =>
        TryMatch(program, digits, out match, out _);

    /// <summary>The same, and says whether the end of the digits was seen: when it was not, more digits would change nothing.</summary>
    public static bool TryMatch(
        ReadOnlySpan<ushort> program,
        ReadOnlySpan<byte> digits,
        out DigitMatch match,
        out bool hasSeenEnd
    )
    {
        hasSeenEnd = false;
        Span<ulong> waiting = stackalloc ulong[WaitingMax];
        var waitingCount = 0;
        var place = 0;
        var position = 0;
        var captures = 0u;
        while (true)
        {
            var operand = program[place] & OperandMask;
            var isStuck = false;
            switch (program[place] >> OperandBits)
            {
                case OperationDigits:
                    hasSeenEnd |= position == digits.Length;
                    isStuck = position == digits.Length || (operand & (1 << (digits[position] - '0'))) == 0;
                    position++;
                    place++;
                    break;
                case OperationSplit:
                    waiting[waitingCount++] = (uint)operand | ((ulong)position << 16) | ((ulong)captures << 32);
                    place++;
                    break;
                case OperationJump:
                    place = operand;
                    break;
                case OperationSave:
                    captures = (captures & ~(0xFFu << (8 * operand))) | ((uint)(position + 1) << (8 * operand));
                    place++;
                    break;
                case OperationEnd:
                    hasSeenEnd = true;
                    isStuck = position != digits.Length;
                    place++;
                    break;
                default:
                    match = new DigitMatch(position, captures);
                    return true;
            }
            if (!isStuck)
            {
                continue;
            }
            if (waitingCount == 0)
            {
                match = default;
                return false;
            }
            var next = waiting[--waitingCount];
            place = (int)(next & 0xFFFF);
            position = (int)((next >> 16) & 0xFF);
            captures = (uint)(next >> 32);
        }
    }
}

namespace Etl.Core.Mapping;

/// <summary>What a sample value is made of, counted once for all questions about it.</summary>
readonly record struct ValueFacts
{
    /// <summary>Letters of any script.</summary>
    public int LetterCount { get; private init; }

    /// <summary>Digits of any script.</summary>
    public int DigitCount { get; private init; }

    /// <summary>True when one of the digits is 0 to 9.</summary>
    public bool HasAsciiDigit { get; private init; }

    /// <summary>True when there is an at sign.</summary>
    public bool HasAt { get; private init; }

    /// <summary>Counts.</summary>
    public static ValueFacts Of(ReadOnlySpan<char> value)
    {
        var (letters, digits, asciiDigits, ats) = (0, 0, 0, 0);
        foreach (var character in value)
        {
            if (char.IsAscii(character))
            {
                letters += char.IsAsciiLetter(character) ? 1 : 0;
                asciiDigits += char.IsAsciiDigit(character) ? 1 : 0;
                ats += character == '@' ? 1 : 0;
            }
            else
            {
                letters += char.IsLetter(character) ? 1 : 0;
                digits += char.IsDigit(character) ? 1 : 0;
            }
        }
        return new ValueFacts
        {
            LetterCount = letters,
            DigitCount = digits + asciiDigits,
            HasAsciiDigit = asciiDigits > 0,
            HasAt = ats > 0,
        };
    }
}

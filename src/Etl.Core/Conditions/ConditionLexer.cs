using System.Text;

namespace Etl.Core.Conditions;

/// <summary>Cuts the text of a condition into tokens.</summary>
sealed class ConditionLexer(string text)
{
    static readonly string[] signs = ["<>", "<=", ">=", "!=", "==", "=", "<", ">", "(", ")", ","];

    int position;

    public ConditionToken Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
        if (position == text.Length)
        {
            return new ConditionToken(ConditionTokenKind.End, "", position);
        }
        var first = text[position];
        return first switch
        {
            '\'' or '"' => Quoted(ConditionTokenKind.Text, first),
            '[' => Quoted(ConditionTokenKind.Field, ']'),
            _ when IsNumberStart() => Run(
                ConditionTokenKind.Number,
                character => char.IsAsciiDigit(character) || character is '.' or '-' or '+'
            ),
            _ when IsWordPart(first) => Run(ConditionTokenKind.Word, IsWordPart),
            _ => Sign(),
        };
    }

    bool IsNumberStart()
    {
        var first = text[position];
        var hasNextDigit = position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]);
        return char.IsAsciiDigit(first) || (first == '-' && hasNextDigit);
    }

    static bool IsWordPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '-';

    ConditionToken Run(ConditionTokenKind kind, Predicate<char> isPart)
    {
        var start = position;
        while (position < text.Length && isPart(text[position]))
        {
            position++;
        }
        return new ConditionToken(kind, text[start..position], start);
    }

    /// <summary>Up to the closing character; two of it stand for one.</summary>
    ConditionToken Quoted(ConditionTokenKind kind, char close)
    {
        var start = position++;
        var value = new StringBuilder();
        while (position < text.Length)
        {
            var character = text[position++];
            if (character != close)
            {
                value.Append(character);
                continue;
            }
            if (position == text.Length || text[position] != close)
            {
                return new ConditionToken(kind, value.ToString(), start);
            }
            value.Append(close);
            position++;
        }
        throw ConditionError.At(text, start, $"what opens here is never closed by {close}");
    }

    ConditionToken Sign()
    {
        foreach (var sign in signs)
        {
            if (text.AsSpan(position).StartsWith(sign, StringComparison.Ordinal))
            {
                position += sign.Length;
                return new ConditionToken(ConditionTokenKind.Sign, sign, position - sign.Length);
            }
        }
        throw ConditionError.At(text, position, $"\"{text[position]}\" is not understood");
    }
}

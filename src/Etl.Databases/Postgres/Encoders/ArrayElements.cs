using Etl.Text.Lists;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>Takes the elements of a list, or of an array literal, one after the other.</summary>
ref struct ArrayElements
{
    readonly bool isLiteral;
    ReadOnlySpan<byte> rest;
    ArrayLiteral literal;

    /// <summary>Starts in front of the first element of a list, or of a literal with its braces. A list that begins with a brace has it in quotes.</summary>
    public ArrayElements(ReadOnlySpan<byte> text)
    {
        var trimmed = text.Trim(" \t\n\v\f\r"u8);
        isLiteral = trimmed is [(byte)'{', .., (byte)'}'];
        rest = text;
        literal = isLiteral ? new ArrayLiteral(trimmed) : default;
    }

    /// <summary>True when the text is no array.</summary>
    public readonly bool IsRefused => literal.IsRefused;

    /// <summary>Copies the next element; a length of −1 is NULL. False at the end, and when the text is refused. What is missing in a list is no element.</summary>
    public bool TryRead(Span<byte> output, out int length)
    {
        if (isLiteral)
        {
            return literal.TryRead(output, out length);
        }
        while (ListText.TryTake(ref rest, out var element))
        {
            if (!element.IsNull)
            {
                length = element.Read(output);
                return true;
            }
        }
        length = 0;
        return false;
    }
}

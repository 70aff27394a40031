namespace Etl.Formats.Csv;

/// <summary>
/// Keeps spreadsheets from running values as formulas: a value that starts with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, TAB,
/// CR, LF, NUL or a full-width form of the first four gets one apostrophe in front. Numbers and phone numbers are left as they are.
/// </summary>
/// <remarks>
/// Exactly reversible: a value that already starts with apostrophes in front of such a text gets one more, so that
/// <c>Remove(Add(value)) == value</c> for all values. The list is OWASP's for CSV injection, with the full-width forms that Excel
/// reads the same way.
/// </remarks>
public static class FormulaGuard
{
    /// <summary>What is put in front.</summary>
    public const byte Mark = (byte)'\'';

    const int PhoneDigitsMin = 5;

    /// <summary>True when the value must not reach a spreadsheet as it is.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || (value[0] > '@' && value[0] != 0xEF))
        {
            return false;
        }
        return IsDangerous(value[0] == Mark ? value.TrimStart(Mark) : value);
    }

    /// <summary>Writes the value with its guard when it needs one; returns the length. <paramref name="destination"/> holds one byte more than the value.</summary>
    public static int Add(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (!IsNeeded(value))
        {
            value.CopyTo(destination);
            return value.Length;
        }
        destination[0] = Mark;
        value.CopyTo(destination[1..]);
        return value.Length + 1;
    }

    /// <summary>The value without the one guard that <see cref="Add"/> put in front; the value itself when there is none.</summary>
    public static ReadOnlySpan<byte> Remove(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && value[0] == Mark && IsDangerous(value.TrimStart(Mark)) ? value[1..] : value;

    static bool IsDangerous(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return false;
        }
        return value[0] switch
        {
            (byte)'+' or (byte)'-' => !IsNumber(value[1..]) && !IsPhone(value),
            (byte)'=' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0 => true,
            0xEF => value.StartsWith("＝"u8)
                || value.StartsWith("＋"u8)
                || value.StartsWith("－"u8)
                || value.StartsWith("＠"u8),
            _ => false,
        };
    }

    /// <summary>Digits with at most one point and, behind digits, an exponent.</summary>
    static bool IsNumber(ReadOnlySpan<byte> value)
    {
        var digits = Digits(ref value);
        if (!value.IsEmpty && value[0] is ((byte)'.' or (byte)','))
        {
            value = value[1..];
            digits += Digits(ref value);
        }
        if (digits > 0 && !value.IsEmpty && value[0] is ((byte)'e' or (byte)'E'))
        {
            value = value[1..];
            value = !value.IsEmpty && value[0] is ((byte)'+' or (byte)'-') ? value[1..] : value;
            return Digits(ref value) > 0 && value.IsEmpty;
        }
        return digits > 0 && value.IsEmpty;
    }

    static int Digits(ref ReadOnlySpan<byte> value)
    {
        var count = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? value.Length : count;
        value = value[count..];
        return count;
    }

    /// <summary>A plus, digits with the usual separators, and perhaps <c>;ext=</c> and digits.</summary>
    static bool IsPhone(ReadOnlySpan<byte> value)
    {
        if (value[0] != '+')
        {
            return false;
        }
        var extension = value.IndexOf(";ext="u8);
        var number = extension < 0 ? value[1..] : value[1..extension];
        if (extension >= 0)
        {
            var rest = value[(extension + 5)..];
            if (Digits(ref rest) == 0 || !rest.IsEmpty)
            {
                return false;
            }
        }
        var digits = 0;
        foreach (var next in number)
        {
            if (next is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
            }
            else if (next is not ((byte)' ' or (byte)'-' or (byte)'.' or (byte)'(' or (byte)')'))
            {
                return false;
            }
        }
        return digits >= PhoneDigitsMin && number[0] is ((>= (byte)'0' and <= (byte)'9') or (byte)'(');
    }
}

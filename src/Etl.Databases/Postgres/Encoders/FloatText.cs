using System.Globalization;
using System.Numerics;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>Reads real and double precision.</summary>
static class FloatText
{
    const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a number, NaN or an infinity; returns null, or the state of a refusal.</summary>
    public static string? Read<T>(ReadOnlySpan<byte> text, out T value)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var unsigned = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        // Words and a NUL at the end, which the runtime takes, are told apart from digits here.
        if (unsigned is not [(byte)'.' or (>= (byte)'0' and <= (byte)'9'), ..])
        {
            return ReadWord(unsigned, text[..^unsigned.Length] is [(byte)'-'], out value);
        }
        if (text.Contains((byte)0) || !T.TryParse(text, Styles, CultureInfo.InvariantCulture, out value!))
        {
            value = T.Zero;
            return SqlState.Syntax;
        }
        return T.IsInfinity(value) || (T.IsZero(value) && HasDigit(unsigned)) ? SqlState.OutOfRange : null;
    }

    static string? ReadWord<T>(ReadOnlySpan<byte> word, bool isNegative, out T value)
        where T : IBinaryFloatingPointIeee754<T>
    {
        value = T.NaN;
        if (System.Text.Ascii.EqualsIgnoreCase(word, "nan"u8))
        {
            return null;
        }
        value = isNegative ? T.NegativeInfinity : T.PositiveInfinity;
        return
            System.Text.Ascii.EqualsIgnoreCase(word, "infinity"u8) || System.Text.Ascii.EqualsIgnoreCase(word, "inf"u8)
            ? null
            : SqlState.Syntax;
    }

    /// <summary>True when the number before the exponent is not zero: then a zero that was read is too small a number.</summary>
    static bool HasDigit(ReadOnlySpan<byte> text)
    {
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? text : text[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
    }
}

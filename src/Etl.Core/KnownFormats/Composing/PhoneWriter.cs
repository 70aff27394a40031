using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// A phone number (<c>+12125550100;ext=123</c>) with its extension as other programs read it: <c>+12125550100 x123</c>, which is how Salesforce writes extensions and
/// how those read them that keep numbers as text.
/// </summary>
/// <param name="style">Empty; <c>plain</c> for a number without extension; <c>wecom</c> for one with a space behind the country code; <c>comma</c> for <c>+12125550100,123</c>.</param>
sealed class PhoneWriter(string style) : IValueWriter
{
    readonly bool isPlain = style is "plain" or "wecom";
    readonly bool isDivided = style == "wecom";
    readonly byte[] mark = [.. style == "comma" ? ","u8 : " x"u8];

    static ReadOnlySpan<byte> Extension => ";ext="u8;

    /// <inheritdoc/>
    public int LengthMax(int length) => length + 1;

    /// <inheritdoc/>
    public bool Shortens(ReadOnlySpan<byte> value) => isPlain && value.IndexOf(Extension) >= 0;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var end = value.IndexOf(Extension);
        var number = end < 0 ? value : value[..end];
        var length = 0;
        if (isDivided && CodeLength(number) is var code and > 0)
        {
            number[..code].CopyTo(output);
            output[code] = (byte)' ';
            length = code + 1;
            number = number[code..];
        }
        number.CopyTo(output[length..]);
        length += number.Length;
        if (end >= 0 && !isPlain)
        {
            mark.CopyTo(output[length..]);
            length += mark.Length;
            var digits = value[(end + Extension.Length)..];
            digits.CopyTo(output[length..]);
            length += digits.Length;
        }
        return length;
    }

    /// <summary>Length of the plus and the country code of a number; 0 when it has none.</summary>
    static int CodeLength(ReadOnlySpan<byte> number)
    {
        if (!number.StartsWith("+"u8) || number[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return 0;
        }
        return PhonePlans.AtStart(number[1..])?.CallingCode switch
        {
            null => 0,
            < 10 => 2,
            < 100 => 3,
            _ => 4,
        };
    }
}

namespace Etl.Core.KnownFormats.Composing;

/// <summary>A birthday (<c>1990-05-09</c>, or <c>--05-09</c> without a year) for a program that has dates of one shape only.</summary>
/// <param name="style">
/// <c>whole</c> for both; <c>dated</c> when the program takes no date without a year; <c>1604</c> when that year stands for none, as Apple writes it
/// (1604 is within the years that Outlook takes); <c>MM/dd</c> when it takes no year.
/// </param>
sealed class BirthdayWriter(string style) : IValueWriter
{
    /// <inheritdoc/>
    public int LengthMax(int length) => length + 4;

    /// <inheritdoc/>
    public bool Shortens(ReadOnlySpan<byte> value) => style == "MM/dd" && IsDate(value);

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isYearless = value.Length == 7 && value.StartsWith("--"u8);
        if (!isYearless && !IsDate(value))
        {
            return -1;
        }
        if (style == "MM/dd")
        {
            value[^5..].CopyTo(output);
            output[2] = (byte)'/';
            return 5;
        }
        if (!isYearless || style == "whole")
        {
            value.CopyTo(output);
            return value.Length;
        }
        if (style == "dated")
        {
            return -1;
        }
        "1604"u8.CopyTo(output);
        value[1..].CopyTo(output[4..]);
        return value.Length + 3;
    }

    static bool IsDate(ReadOnlySpan<byte> value) => value.Length == 10 && value[4] == '-' && value[7] == '-';
}

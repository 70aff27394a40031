using System.Globalization;
using System.Text;
using Etl.Text;

namespace Etl.Core.Dedupe;

/// <summary>
/// What of an e-mail address makes a match key. An internationalised domain counts in its ASCII form (RFC 5891), so an address
/// matches whichever way its domain is written. Under a rule <c>email:gmail</c> the dots and the tag behind + of Gmail addresses
/// do not count, and googlemail.com is gmail.com. Stored values are never changed by it.
/// </summary>
public static class EmailKey
{
    /// <summary>Bytes that the key of a value may be longer than the value: the longest domain in its ASCII form.</summary>
    internal const int LongerMax = 255;

    static readonly IdnMapping mapping = new();

    static ReadOnlySpan<byte> AsciiLabel => "xn--"u8;

    /// <summary>True when the value of a cell itself is its key.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> buffer, FieldSpan cell, bool foldsGmail) =>
        AsciiField.IsAscii(buffer, cell) && !(foldsGmail && HasGmail(buffer.Slice(cell.Offset, cell.Length)));

    /// <summary>Writes the bytes of the key and returns their count.</summary>
    /// <param name="value">An address as it is stored.</param>
    /// <param name="foldsGmail">True under <c>email:gmail</c>.</param>
    /// <param name="destination">Room for the value and <see cref="LongerMax"/> more.</param>
    internal static int Fold(ReadOnlySpan<byte> value, bool foldsGmail, Span<byte> destination)
    {
        var at = value.LastIndexOf((byte)'@');
        var domain = value[(at + 1)..];
        if (foldsGmail && at > 0 && IsGmail(domain))
        {
            return FoldGmail(value[..at], destination);
        }
        if (at <= 0 || Ascii.IsValid(domain) || ToAscii(domain) is not { } ascii)
        {
            value.CopyTo(destination);
            return value.Length;
        }
        value[..(at + 1)].CopyTo(destination);
        return at + 1 + Encoding.ASCII.GetBytes(ascii, destination[(at + 1)..]);
    }

    /// <summary>
    /// The address with its domain in the other form, ASCII or Unicode, of the same key; null when there is none, as for nearly every
    /// address. For stores that look values up.
    /// </summary>
    public static byte[]? OtherForm(ReadOnlySpan<byte> value)
    {
        var at = value.LastIndexOf((byte)'@');
        var domain = value[(at + 1)..];
        var isAscii = Ascii.IsValid(domain);
        if (isAscii && domain.IndexOf(AsciiLabel) < 0)
        {
            return null;
        }
        var other = isAscii ? ToUnicode(domain) : ToAscii(domain);
        var bytes = other is null ? [] : Encoding.UTF8.GetBytes(other);
        return bytes.Length == 0 || domain.SequenceEqual(bytes) ? null : [.. value[..(at + 1)], .. bytes];
    }

    // A local part that is nothing but dots and a tag stays.
    static int FoldGmail(ReadOnlySpan<byte> local, Span<byte> destination)
    {
        var plus = local.IndexOf((byte)'+');
        var count = 0;
        foreach (var letter in plus > 0 ? local[..plus] : local)
        {
            destination[count] = letter;
            count += letter == '.' ? 0 : 1;
        }
        "@gmail.com"u8.CopyTo(destination[count..]);
        return count + "@gmail.com"u8.Length;
    }

    static bool HasGmail(ReadOnlySpan<byte> value) => IsGmail(value[(value.LastIndexOf((byte)'@') + 1)..]);

    static bool IsGmail(ReadOnlySpan<byte> domain) =>
        domain.SequenceEqual("gmail.com"u8) || domain.SequenceEqual("googlemail.com"u8);

    static string? ToAscii(ReadOnlySpan<byte> domain)
    {
        try
        {
            return mapping.GetAscii(Encoding.UTF8.GetString(domain));
        }
        catch (ArgumentException)
        {
            return null; // no domain by the rules of internationalised names; its bytes are the key
        }
    }

    static string? ToUnicode(ReadOnlySpan<byte> domain)
    {
        try
        {
            return mapping.GetUnicode(Encoding.UTF8.GetString(domain));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

using System.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>The address literals of RFC 5321, 4.1.3: <c>[192.0.2.1]</c> and <c>[IPv6:2001:db8::1]</c>.</summary>
static class AddressLiteral
{
    const int GroupCount = 8;
    const int GroupLengthMax = 4;

    /// <summary>Six groups of four digits, six colons and an address of version 4 (6 × 5 + 15).</summary>
    const int AddressLengthMax = 45;

    /// <summary>True for such a domain, with its brackets.</summary>
    public static bool Is(ReadOnlySpan<byte> domain)
    {
        if (domain.Length < 2 || domain[0] != '[' || domain[^1] != ']')
        {
            return false;
        }
        var address = domain[1..^1];
        var isVersion6 = address.Length >= 5 && Ascii.EqualsIgnoreCase(address[..5], "IPv6:"u8);
        return isVersion6 ? IsVersion6(address[5..]) : IsVersion4(address);
    }

    static bool IsVersion4(ReadOnlySpan<byte> address)
    {
        var count = 0;
        foreach (var range in address.Split((byte)'.'))
        {
            var part = address[range];
            count++;
            if (
                part.Length is 0 or > 3
                || part.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || !System.Buffers.Text.Utf8Parser.TryParse(part, out int number, out _)
                || number > byte.MaxValue
            )
            {
                return false;
            }
        }
        return count == 4;
    }

    // The last two of eight groups may be written as an address of version 4.
    static bool IsVersion6(ReadOnlySpan<byte> address)
    {
        var tail = address[(address.LastIndexOf((byte)':') + 1)..];
        if (address.Length > AddressLengthMax || !IsVersion4(tail))
        {
            return address.Length <= AddressLengthMax && IsGroups(address);
        }
        Span<byte> groups = stackalloc byte[AddressLengthMax];
        var headLength = address.Length - tail.Length;
        address[..headLength].CopyTo(groups);
        "0:0"u8.CopyTo(groups[headLength..]);
        return IsGroups(groups[..(headLength + 3)]);
    }

    // Eight groups, or fewer with one :: for the missing ones; older texts allowed it for a single group too.
    static bool IsGroups(ReadOnlySpan<byte> address)
    {
        var gap = address.IndexOf("::"u8);
        if (gap < 0)
        {
            return CountGroups(address) == GroupCount;
        }
        var before = gap == 0 ? 0 : CountGroups(address[..gap]);
        var after = gap + 2 == address.Length ? 0 : CountGroups(address[(gap + 2)..]);
        return before >= 0 && after >= 0 && before + after < GroupCount;
    }

    /// <summary>Groups of hexadecimal digits with one colon between them; −1 when something else is there.</summary>
    static int CountGroups(ReadOnlySpan<byte> address)
    {
        var count = 0;
        foreach (var range in address.Split((byte)':'))
        {
            var group = address[range];
            if (group.Length is 0 or > GroupLengthMax || !IsHexadecimal(group))
            {
                return -1;
            }
            count++;
        }
        return count;
    }

    static bool IsHexadecimal(ReadOnlySpan<byte> group)
    {
        foreach (var digit in group)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }
        return true;
    }
}

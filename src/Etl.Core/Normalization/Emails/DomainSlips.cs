using System.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Recognises domains that are one slip of the hand away from a mail service that very many people use (<c>gmial.com</c>), and endings
/// that exist nowhere and are a slip away from one that does (<c>.con</c>).
/// </summary>
/// <remarks>
/// Precision comes first. A slip is: two neighbours swapped, a letter missing, a letter typed twice, a key beside the right one hit instead
/// or with it; never at the first letter, since those are other words and services (ymail, email). The services are those whose names
/// are long and no word; the ending must be one that the service has. Real services that a slip leads to are in the list of free mail, which is
/// asked first, and in <see cref="others"/>. Endings are slips only where the root zone has no such domain, or, for the services themselves, where the
/// country's domain of that name is known to live on slips (<c>gmail.co</c>, <c>.cm</c>, <c>.om</c>).
/// </remarks>
static class DomainSlips
{
    static readonly (string Name, string Endings)[] services =
    [
        ("gmail", " com "),
        ("googlemail", " com "),
        ("hotmail", " com co.uk fr de es it ca com.br com.mx com.ar nl be se "),
        ("yahoo", " com co.uk fr de es it ca com.br com.mx com.ar co.in in co.jp com.au com.ph "),
        ("outlook", " com fr de es it com.br "),
        ("icloud", " com "),
        ("protonmail", " com "),
        ("rocketmail", " com "),
        ("comcast", " net "),
        ("verizon", " net "),
        ("sbcglobal", " net "),
        ("bellsouth", " net "),
        ("t-online", " de "),
        ("wanadoo", " fr "),
        ("laposte", " net "),
        ("rediffmail", " com "),
    ];

    /// <summary>Names that a slip leads to and that are real.</summary>
    static readonly string[] others =
    [
        "gail",
        "gmails",
        "hotmails",
        "mail",
        "email",
        "ymail",
        "outlooks",
        "verizons",
        "goglemail",
    ];

    static readonly (string Slip, string Ending)[] endings =
    [
        ("con", "com"),
        ("cmo", "com"),
        ("ocm", "com"),
        ("comm", "com"),
        ("coom", "com"),
        ("ccom", "com"),
        ("vom", "com"),
        ("xom", "com"),
        ("cpm", "com"),
        ("clm", "com"),
        ("cim", "com"),
        ("nett", "net"),
        ("nte", "net"),
        ("orgg", "org"),
        ("ogr", "org"),
    ];

    static readonly string[] keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>True for a domain, in lower case, that is a slip of another one.</summary>
    public static bool IsSlip(ReadOnlySpan<byte> domain) => Suggest(domain) is not null;

    /// <summary>The domain that was probably meant, or null.</summary>
    public static string? Suggest(ReadOnlySpan<byte> domain)
    {
        const int lengthMax = 64;
        if (domain.Length is < 4 or > lengthMax || !Ascii.IsValid(domain))
        {
            return null;
        }
        Span<char> text = stackalloc char[lengthMax];
        Ascii.ToUtf16(domain, text, out var length);
        ReadOnlySpan<char> letters = text[..length];
        var dot = letters.IndexOf('.');
        return dot <= 0 ? Bare(letters) : OfService(letters[..dot], letters[(dot + 1)..]) ?? OfEnding(letters);
    }

    // gmail, and gmailcom
    static string? Bare(ReadOnlySpan<char> letters)
    {
        foreach (var (name, known) in services)
        {
            if (
                known.StartsWith(" com ", StringComparison.Ordinal)
                && letters.StartsWith(name)
                && letters[name.Length..] is "" or "com"
            )
            {
                return name + ".com";
            }
        }
        return null;
    }

    static string? OfService(ReadOnlySpan<char> name, ReadOnlySpan<char> ending)
    {
        foreach (var (service, known) in services)
        {
            if (name.SequenceEqual(service))
            {
                return known.Contains(" com ", StringComparison.Ordinal) && ending is "co" or "cm" or "om" or "comcom"
                    ? service + ".com"
                    : null;
            }
            if (HasEnding(known, ending) && IsSlipOf(name, service) && !IsOther(name))
            {
                return string.Concat(service, ".", ending);
            }
        }
        return null;
    }

    static bool HasEnding(string known, ReadOnlySpan<char> ending)
    {
        var at = known.AsSpan().IndexOf(ending);
        return at > 0 && known[at - 1] == ' ' && known[at + ending.Length] == ' ';
    }

    static bool IsOther(ReadOnlySpan<char> name)
    {
        foreach (var other in others)
        {
            if (name.SequenceEqual(other))
            {
                return true;
            }
        }
        return false;
    }

    static string? OfEnding(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        foreach (var (slip, ending) in endings)
        {
            if (domain[(dot + 1)..].SequenceEqual(slip))
            {
                return string.Concat(domain[..(dot + 1)], ending);
            }
        }
        return null;
    }

    /// <summary>True when one slip behind the first letter makes <paramref name="name"/> out of <paramref name="right"/>.</summary>
    static bool IsSlipOf(ReadOnlySpan<char> name, ReadOnlySpan<char> right)
    {
        var same = name.CommonPrefixLength(right);
        if (same == 0)
        {
            return false;
        }
        var rest = name[same..];
        var rightRest = right[same..];
        return (name.Length - right.Length) switch
        {
            -1 => rest.SequenceEqual(rightRest[1..]),
            1 => rest[1..].SequenceEqual(rightRest) && IsExtra(rest[0], name[same - 1], rightRest),
            0 => rest.Length > 0
                && (
                    IsSwapped(rest, rightRest)
                    || IsBeside(rest[0], rightRest[0]) && rest[1..].SequenceEqual(rightRest[1..])
                ),
            _ => false,
        };
    }

    static bool IsSwapped(ReadOnlySpan<char> rest, ReadOnlySpan<char> right) =>
        rest.Length > 1 && rest[0] == right[1] && rest[1] == right[0] && rest[2..].SequenceEqual(right[2..]);

    // A letter typed twice, or with the key beside it.
    static bool IsExtra(char extra, char before, ReadOnlySpan<char> right) =>
        extra == before
        || IsBeside(extra, before)
        || right.Length > 0 && (extra == right[0] || IsBeside(extra, right[0]));

    static bool IsBeside(char left, char right)
    {
        for (var row = 0; row < keyboard.Length; row++)
        {
            var at = keyboard[row].IndexOf(right, StringComparison.Ordinal);
            if (at >= 0)
            {
                return IsAt(row, at - 1, left)
                    || IsAt(row, at + 1, left)
                    || IsAt(row - 1, at, left)
                    || IsAt(row - 1, at + 1, left)
                    || IsAt(row + 1, at, left)
                    || IsAt(row + 1, at - 1, left);
            }
        }
        return false;
    }

    static bool IsAt(int row, int column, char letter) =>
        (uint)row < (uint)keyboard.Length
        && (uint)column < (uint)keyboard[row].Length
        && keyboard[row][column] == letter;
}

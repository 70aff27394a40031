using System.Buffers;
using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Reads the addresses of a cell that holds several: divided by <c>;</c>, <c>,</c>, white space or line breaks, by <c>/</c> and <c>|</c>
/// between two addresses (each may stand inside one), bare, in brackets behind a display name, behind a label (<c>work: ann@example.com</c>), or as a link
/// of HTML. What is no address, display name or label is counted. So is the one address of a cell of words. The address that Exchange writes behind
/// <c>SMTP:</c> in capitals is the mailbox's primary one and comes first.
/// </summary>
ref struct EmailList
{
    /// <summary>Most addresses that one cell is read for; those behind count as text.</summary>
    public const int AddressesMax = 16;

    static readonly SearchValues<byte> wordBytes = SearchValues.Create([
        .. "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8,
        .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value),
    ]);

    readonly ReadOnlySpan<byte> value;
    readonly Span<FieldSpan> addresses;
    int at;
    int pendingTexts;
    bool hasSeparator;
    bool hasLabel;
    bool isDoubtful;
    bool isPrimaryNext;
    int primary = -1;

    EmailList(ReadOnlySpan<byte> value, Span<FieldSpan> addresses)
    {
        this.value = value;
        this.addresses = addresses;
    }

    /// <summary>Addresses that were found, each of valid syntax, without what wraps them.</summary>
    public int Count { get; private set; }

    /// <summary>Words that are neither an address nor a display name nor a conjunction.</summary>
    public int TextCount { get; private set; }

    /// <summary>
    /// True when the value is a list: two addresses or more, or one beside something else. One address that may be a part of a longer one with a space in it
    /// (<c>ann lee@example.com</c>) is none.
    /// </summary>
    public readonly bool IsList =>
        Count > 1 || (Count == 1 && (hasLabel || (TextCount > 0 && (hasSeparator || !isDoubtful))));

    /// <summary>Reads a value; <paramref name="addresses"/> has room for <see cref="AddressesMax"/> places in it.</summary>
    public static EmailList Read(ReadOnlySpan<byte> value, Span<FieldSpan> addresses)
    {
        var list = new EmailList(value, addresses);
        if (value.Contains((byte)'@'))
        {
            list.ReadAll();
        }
        return list;
    }

    /// <summary>Need of a field with the targets <c>email_2</c> and <c>email_3</c>: both for two addresses or more, as the next record may have three.</summary>
    public static int NeedTwo(ReadOnlySpan<byte> value) => Need(value, 2);

    /// <summary>The same for a field whose only target is <c>email_3</c>.</summary>
    public static int NeedOne(ReadOnlySpan<byte> value) => Need(value, 1);

    /// <summary>The same for a field without targets.</summary>
    public static int NeedNone(ReadOnlySpan<byte> value) => Need(value, 0);

    static int Need(ReadOnlySpan<byte> value, int targetCount)
    {
        Span<FieldSpan> addresses = stackalloc FieldSpan[AddressesMax];
        var count = Read(value, addresses).Count;
        var targets = count > 1 ? (1 << targetCount) - 1 : 0;
        return count > 1 + targetCount ? targets | (1 << targetCount) : targets;
    }

    void ReadAll()
    {
        while (at < value.Length)
        {
            var separatorLength = SeparatorLength(value[at..]);
            if (separatorLength > 0)
            {
                hasSeparator |= value[at] is not ((byte)' ' or (byte)'\t' or 0xC2 or 0xE2 or 0xE3);
                at += separatorLength;
            }
            else if (value[at] == '"')
            {
                ReadQuoted();
            }
            else if (value[at] == '<')
            {
                ReadBracketed();
            }
            else
            {
                ReadWord();
            }
        }
        TextCount += pendingTexts;
        PutPrimaryFirst();
        isDoubtful |= Count == 1 && EmailRest.MayBelong(value, addresses[0]);
    }

    // A display name, or an address in quotes.
    void ReadQuoted()
    {
        var rest = value[(at + 1)..];
        var length = rest.IndexOf((byte)'"');
        if (length < 0)
        {
            at++;
            return;
        }
        var inner = rest[..length];
        if (!inner.Contains((byte)'@') || inner.ContainsAny((byte)' ', (byte)'<') || !TryAdd(at + 1, length))
        {
            pendingTexts++;
        }
        at += length + 2;
    }

    // What stands before the brackets is a display name.
    void ReadBracketed()
    {
        var rest = value[(at + 1)..];
        var length = rest.IndexOf((byte)'>');
        if (length < 0)
        {
            at++;
            return;
        }
        if (EmailLink.TargetOf(rest[..length]) is { IsEmpty: false } target)
        {
            ReadHtmlLink(target, length);
            return;
        }
        if (TryAdd(at + 1, length))
        {
            pendingTexts = 0;
        }
        else
        {
            pendingTexts++;
        }
        at += length + 2;
    }

    // What is shown of the link is a display name.
    void ReadHtmlLink(FieldSpan target, int tagLength)
    {
        if (TryAdd(at + 1 + target.Offset, target.Length))
        {
            hasLabel = true;
            pendingTexts = 0;
        }
        else
        {
            pendingTexts++;
        }
        at += tagLength + 2;
        at += EmailLink.EndOf(value[at..]);
    }

    void ReadWord()
    {
        var start = at;
        while (at < value.Length && value[at] is not ((byte)'<' or (byte)'"') && SeparatorLength(value[at..]) == 0)
        {
            at++;
        }
        var word = value[start..at];
        if (EmailRest.LabelLength(word) is var labelLength and > 0)
        {
            hasLabel = true;
            isPrimaryNext = EmailRest.IsPrimary(word[..labelLength]);
            at = start + labelLength;
            return;
        }
        hasSeparator |= word[0] == '(';
        if (word.Contains((byte)'@'))
        {
            ReadAddresses(start, word);
        }
        else if (!IsFiller(word))
        {
            pendingTexts++;
        }
    }

    void PutPrimaryFirst()
    {
        if (primary > 0)
        {
            var first = addresses[primary];
            addresses[..primary].CopyTo(addresses[1..]);
            addresses[0] = first;
        }
    }

    // One address, or several with slashes between them.
    void ReadAddresses(int start, ReadOnlySpan<byte> word)
    {
        var isGlued = EmailRest.IsGlued(word, value[at..]);
        if (!isGlued && (TryAddBare(start, word.Length) || TryReadLink(start, word)))
        {
            return;
        }
        if (isGlued || !word.ContainsAny((byte)'/', (byte)'|'))
        {
            pendingTexts++;
            return;
        }
        hasSeparator = true;
        foreach (var range in word.SplitAny((byte)'/', (byte)'|'))
        {
            var (offset, length) = range.GetOffsetAndLength(word.Length);
            if (length > 0 && !TryAddBare(start + offset, length))
            {
                pendingTexts++;
            }
        }
    }

    // [a@x.com](mailto:a@x.com): the address of the link, and that of its text where it is another. Words before it are a display name.
    bool TryReadLink(int start, ReadOnlySpan<byte> word)
    {
        var middle = word.IndexOf("]("u8);
        if (middle < 0)
        {
            return false;
        }
        var isAdded = word[..middle].Contains((byte)'@') && TryAddBare(start, middle);
        var target = word[(middle + 2)..];
        var query = target.IndexOf((byte)'?');
        if (!TryAdd(start + middle + 2, query < 0 ? target.Length : query))
        {
            return isAdded;
        }
        pendingTexts = 0;
        Count -= isAdded && Ascii.EqualsIgnoreCase(AddressAt(Count - 2), AddressAt(Count - 1)) ? 1 : 0;
        return true;
    }

    readonly ReadOnlySpan<byte> AddressAt(int index) => value.Slice(addresses[index].Offset, addresses[index].Length);

    // Words before it were no display name, for there are no brackets.
    bool TryAddBare(int start, int length)
    {
        if (!TryAdd(start, length))
        {
            return false;
        }
        TextCount += pendingTexts;
        pendingTexts = 0;
        return true;
    }

    bool TryAdd(int start, int length)
    {
        var word = value.Slice(start, length);
        // Behind another address a slash divides; at the start of a value it can only be part of the address.
        var inner = word.TrimStart(Count == 0 ? " '(["u8 : " '([/|"u8).TrimEnd(" ')].:"u8);
        if (inner.Length > MailTo.Length && Ascii.EqualsIgnoreCase(inner[..MailTo.Length], MailTo))
        {
            inner = inner[MailTo.Length..];
        }
        inner = EmailQuotes.Trim(inner, out _);
        if (Count == addresses.Length || !IsAddress(inner))
        {
            return false;
        }
        primary = primary < 0 && isPrimaryNext ? Count : primary;
        isPrimaryNext = false;
        addresses[Count++] = new FieldSpan(start + word.IndexOf(inner), inner.Length);
        return true;
    }

    static ReadOnlySpan<byte> MailTo => "mailto:"u8;

    static bool IsAddress(ReadOnlySpan<byte> word)
    {
        if (AddressScan.Classify(word) != AddressShape.Unknown)
        {
            return true;
        }
        if (word.Length > EmailSyntax.LengthMax)
        {
            return false;
        }
        Span<byte> lower = stackalloc byte[EmailSyntax.LengthMax];
        AsciiCase.ToLower(word, lower);
        return EmailSyntax.Check(lower[..word.Length]) == EmailVerdict.Valid;
    }

    /// <summary>Punctuation, and words that say "and" or "or", which no one misses.</summary>
    static bool IsFiller(ReadOnlySpan<byte> word) =>
        !word.ContainsAny(wordBytes)
        || Ascii.EqualsIgnoreCase(word, "or"u8)
        || Ascii.EqualsIgnoreCase(word, "and"u8)
        || Ascii.EqualsIgnoreCase(word, "oder"u8)
        || Ascii.EqualsIgnoreCase(word, "und"u8)
        || Ascii.EqualsIgnoreCase(word, "ou"u8)
        || Ascii.EqualsIgnoreCase(word, "et"u8);

    /// <summary>Length of the separator that a text starts with, 0 for none: white space, commas and semicolons, of full width too.</summary>
    static int SeparatorLength(ReadOnlySpan<byte> rest) =>
        rest[0] switch
        {
            (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)';' or (byte)',' => 1,
            0xC2 when rest.StartsWith("\u00A0"u8) => 2,
            0xE2 when rest.StartsWith("\u2028"u8) || rest.StartsWith("\u2029"u8) => 3,
            0xE3 when rest.StartsWith("\u3000"u8) || rest.StartsWith("、"u8) => 3,
            0xEF when rest.StartsWith("；"u8) || rest.StartsWith("，"u8) => 3,
            _ => 0,
        };
}

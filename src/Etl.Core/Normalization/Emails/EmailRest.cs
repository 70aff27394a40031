using System.Collections.Frozen;
using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>The words beside the one address of a cell: labels that say what it is for, and those that may be a part of it.</summary>
static class EmailRest
{
    const int WordLengthMax = 24;

    // ann@example.co m
    const int DomainEndMax = 2;

    // ann@example.deAnn
    const int DomainEndMin = 2;

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> labels = FrozenSet
        .Create(
            StringComparer.OrdinalIgnoreCase,
            [
                .. (
                    "smtp e-mail email mail work office business home private personal main primary other contact "
                    + "geschäftlich dienstlich privat büro courriel mél bureau travail domicile privé personnel correo trabajo casa personal lavoro ufficio "
                    + "邮箱 电子邮箱 电子邮件 工作 家 メール 自宅 会社"
                ).Split(' '),
            ]
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Length of the label with its colon that a word starts with: <c>work:</c>; 0 when it starts with none.</summary>
    public static int LabelLength(ReadOnlySpan<byte> word)
    {
        var (colon, length) = word.IndexOf((byte)':') is var plain and >= 0 ? (plain, 1) : (word.IndexOf("："u8), 3);
        Span<char> label = stackalloc char[WordLengthMax];
        return
            colon > 0
            && Encoding.UTF8.TryGetChars(word[..colon], label, out var count)
            && labels.Contains(label[..count])
            ? colon + length
            : 0;
    }

    /// <summary>True for the label with which Exchange marks the primary address of a mailbox; that of the others is in small letters.</summary>
    public static bool IsPrimary(ReadOnlySpan<byte> label) => label.SequenceEqual("SMTP:"u8);

    /// <summary>
    /// True for a word with an @ whose last letters may be those of the text behind it (<c>ann@example.orgA Smith</c>): its last label goes from small
    /// letters to a capital, and a word that is no address follows.
    /// </summary>
    public static bool IsGlued(ReadOnlySpan<byte> word, ReadOnlySpan<byte> behind)
    {
        var label = word[(word.LastIndexOf((byte)'.') + 1)..];
        var capital = label.IndexOfAnyInRange((byte)'A', (byte)'Z');
        var isTurned = capital >= DomainEndMin && !label[..capital].ContainsAnyExceptInRange((byte)'a', (byte)'z');
        if (!isTurned)
        {
            return false;
        }
        var text = behind.TrimStart(" \t\r\n,;"u8);
        var end = text.IndexOfAny(" \t\r\n,;"u8);
        var next = end < 0 ? text : text[..end];
        return !next.IsEmpty && !next.Contains((byte)'@');
    }

    /// <summary>
    /// True when a single word before the address may be the beginning of it (<c>ann lee@example.com</c>) or one behind it its end
    /// (<c>ann@example.co m</c>). A word that the address holds is the name of its owner.
    /// </summary>
    /// <param name="value">The cell.</param>
    /// <param name="address">The place of its address.</param>
    public static bool MayBelong(ReadOnlySpan<byte> value, FieldSpan address)
    {
        var text = value.Slice(address.Offset, address.Length);
        var before = value[..address.Offset].Trim((byte)' ');
        var behind = value[(address.Offset + address.Length)..];
        return IsBeginning(before, text) || IsEnd(behind);
    }

    static bool IsBeginning(ReadOnlySpan<byte> before, ReadOnlySpan<byte> address)
    {
        if (
            before.IsEmpty
            || !(char.IsAsciiLetterOrDigit((char)before[^1]) || before[^1] is (byte)'.' or (byte)'_' or (byte)'-')
            || before.Contains((byte)' ')
        )
        {
            return false;
        }
        var at = address.IndexOf((byte)'@');
        for (var start = 0; start + before.Length <= at; start++)
        {
            if (Ascii.EqualsIgnoreCase(address.Slice(start, before.Length), before))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsEnd(ReadOnlySpan<byte> behind)
    {
        if (behind.IsEmpty || behind[0] != ' ')
        {
            return false;
        }
        var word = behind.Trim((byte)' ');
        return word is [(byte)'.', ..] or { Length: > 0 and <= DomainEndMax }
            || word.SequenceEqual("com"u8)
            || word.SequenceEqual("net"u8)
            || word.SequenceEqual("org"u8);
    }
}

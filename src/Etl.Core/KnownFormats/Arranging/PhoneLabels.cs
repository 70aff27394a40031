using System.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Reads the labels that programs and people give to phone numbers.</summary>
static class PhoneLabels
{
    /// <summary>What a label means; a number behind it (<c>Work 2</c>) and a star before it (Google's primary value) do not count.</summary>
    public static PhoneLabel Of(ReadOnlySpan<byte> label)
    {
        var text = WithoutStar(label).TrimEnd("0123456789 "u8).Trim((byte)' ');
        return text.IsEmpty ? PhoneLabel.None
            // Nearly all are one of these.
            : text.SequenceEqual("Mobile"u8) ? PhoneLabel.Mobile
            : text.SequenceEqual("Work"u8) ? PhoneLabel.Work
            : text.SequenceEqual("Home"u8) ? PhoneLabel.Home
            : LabelTable.Default.Find(text);
    }

    /// <summary>True when two labels say the same: in the same words, or what a number is for in two languages.</summary>
    public static bool IsSame(ReadOnlySpan<byte> label, ReadOnlySpan<byte> other) =>
        Ascii.EqualsIgnoreCase(label, other)
        || label.SequenceEqual(other)
        || (
            Of(label) is not (PhoneLabel.None or PhoneLabel.Fax or PhoneLabel.Further or PhoneLabel.Never)
            && Of(label) == Of(other)
        );

    /// <summary>True for a label with a number from 2 on (<c>Work 2</c>), which gives way to the one without.</summary>
    public static bool IsSecond(ReadOnlySpan<byte> label) =>
        !label.IsEmpty && label[^1] is >= (byte)'2' and <= (byte)'9';

    /// <summary>True for the label of a primary value, which Google marks with a star.</summary>
    public static bool IsPrimary(ReadOnlySpan<byte> label) => label.StartsWith("*"u8);

    /// <summary>How many bytes of a label are Google's star and the space behind it.</summary>
    public static int StarLength(ReadOnlySpan<byte> label) =>
        !IsPrimary(label) ? 0
        : label.StartsWith("* "u8) ? 2
        : 1;

    static ReadOnlySpan<byte> WithoutStar(ReadOnlySpan<byte> label) => label[StarLength(label)..];
}

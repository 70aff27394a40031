using System.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Reads the labels that programs and people give to phone numbers.</summary>
static class PhoneLabels
{
    static readonly (PhoneLabel Label, byte[][] Words)[] known =
    [
        Entry(
            PhoneLabel.Mobile,
            "mobile|cell|cellular|iphone|mobile phone|cell phone|handy|mobil|mobiltelefon|portable|móvil|celular|cellulare|telemóvel|手机|手機|移动电话|移动|携帯|携帯電話|휴대전화|휴대폰|мобильный|сотовый"
        ),
        Entry(
            PhoneLabel.Home,
            "home|home phone|house|private|privat|domicile|maison|casa|particular|abitazione|residencial|住宅|住宅电话|家庭|家庭电话|自宅|집|домашний"
        ),
        Entry(
            PhoneLabel.Work,
            "work|work phone|business|business phone|office|company|arbeit|geschäftlich|büro|dienstlich|travail|bureau|trabajo|oficina|lavoro|ufficio|trabalho|comercial|工作|工作电话|商务|商务电话|办公|单位|会社|勤務先|職場|직장|рабочий"
        ),
        Entry(PhoneLabel.Other, "other|andere|weitere|autre|otro|altro|outro|其他|その他|기타|другой"),
        Entry(PhoneLabel.Further, "main|company main|car|assistant|callback|switchboard|主要"),
        Entry(PhoneLabel.Never, "pager|telex|isdn|tty|radio|寻呼机"),
    ];

    /// <summary>What a label means; a number behind it (<c>Work 2</c>) and a star before it (Google's primary value) do not count.</summary>
    public static PhoneLabel Of(ReadOnlySpan<byte> label)
    {
        var text = WithoutStar(label).TrimEnd("0123456789 "u8).Trim((byte)' ');
        if (text.IsEmpty)
        {
            return PhoneLabel.None;
        }
        if (EndsWith(text, "fax"u8) || text.IndexOf("传真"u8) >= 0 || text.IndexOf("FAX"u8) >= 0)
        {
            return PhoneLabel.Fax;
        }
        foreach (var (kind, words) in known)
        {
            foreach (var word in words)
            {
                if (Ascii.EqualsIgnoreCase(text, word) || text.SequenceEqual(word))
                {
                    return kind;
                }
            }
        }
        return PhoneLabel.None;
    }

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

    static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length >= end.Length && Ascii.EqualsIgnoreCase(text[^end.Length..], end);

    static (PhoneLabel Label, byte[][] Words) Entry(PhoneLabel label, string words) =>
        (label, [.. words.Split('|').Select(Encoding.UTF8.GetBytes)]);
}

using System.Globalization;
using System.Text;

namespace Etl.Core.Mapping;

/// <summary>Brings column headers into the one form in which they are compared.</summary>
public static class HeaderName
{
    const int NotACharacter = 0xFFFE;
    const int Sigma = 0x3C3;

    /// <summary>The small letter at the end of a Greek word, which capitals do not have.</summary>
    const int LastSigma = 0x3C2;

    /// <summary>What templates write behind a name to say whether a value must be there; in compatibility form and lower case.</summary>
    static readonly string[] remarks =
    [
        "(required)",
        "(optional)",
        "(mandatory)",
        "*required",
        "*optional",
        "(必填)",
        "(必填项)",
        "(选填)",
        "(选填项)",
        "(可选)",
        "(必須)",
        "(任意)",
        "(pflichtfeld)",
        "(obligatoire)",
        "(obligatorio)",
        "(obbligatorio)",
        "(필수)",
        "(обязательно)",
    ];

    /// <summary>
    /// The header in compatibility form (NFKC) and lower case, with letters and digits only: <c> *E-mail_Address (required)</c>
    /// is <c>emailaddress</c>. Empty when nothing is left.
    /// </summary>
    public static string Normalize(string header)
    {
        var isPlain = Ascii.IsValid(header);
        if (
            isPlain
            && !header.Contains('(', StringComparison.Ordinal)
            && !header.Contains('*', StringComparison.Ordinal)
        )
        {
            return NormalizePlain(header);
        }
        var text = WithoutRemarks(Readable(header));
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsKept(rune))
            {
                kept.Append((rune.Value == LastSigma ? new Rune(Sigma) : rune).ToString());
            }
        }
        return kept.ToString();
    }

    /// <summary>The header in compatibility form (NFKC) and lower case, with its spaces and signs.</summary>
    internal static string Readable(string header) =>
        (Ascii.IsValid(header) ? header : Compatible(header)).ToLowerInvariant();

    /// <summary>A header in lower case without what says that a value must be there.</summary>
    internal static string WithoutRemarks(string header)
    {
        if (!header.AsSpan().ContainsAny('(', '*', '（'))
        {
            return header;
        }
        var text = header.Replace('（', '(').Replace('）', ')');
        foreach (var remark in remarks)
        {
            text = text.Replace(remark, "", StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>The common case without tables: some thousand aliases are normalized when a job starts.</summary>
    static string NormalizePlain(string header)
    {
        var kept = header.Length <= 256 ? stackalloc char[header.Length] : new char[header.Length];
        var length = 0;
        foreach (var letter in header)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                kept[length++] = char.ToLowerInvariant(letter);
            }
        }
        return new string(kept[..length]);
    }

    /// <summary>
    /// Headers may hold anything, but the platform refuses to normalize lone surrogates and U+FFFE. Neither is a letter, so
    /// they are left out as punctuation is.
    /// </summary>
    static string Compatible(string header) =>
        string.Concat(header.EnumerateRunes().Where(rune => rune.Value != NotACharacter))
            .Normalize(NormalizationForm.FormKC);

    static bool IsKept(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

using System.Globalization;
using System.Text;

namespace Etl.Core.Mapping;

/// <summary>Brings column headers into the one form in which they are compared.</summary>
public static class HeaderName
{
    const int NotACharacter = 0xFFFE;

    static readonly string[] remarks = ["(required)", "(optional)", "(mandatory)", "*required", "*optional"];

    /// <summary>
    /// The header in compatibility form (NFKC) and lower case, with letters and digits only: <c> *E-mail_Address (required)</c>
    /// is <c>emailaddress</c>. Empty when nothing is left.
    /// </summary>
    public static string Normalize(string header)
    {
        var text = Compatible(header).ToLowerInvariant();
        foreach (var remark in remarks)
        {
            text = text.Replace(remark, "", StringComparison.Ordinal);
        }
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsKept(rune))
            {
                kept.Append(rune.ToString());
            }
        }
        return kept.ToString();
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

using System.Globalization;
using System.Text;

namespace Etl.Core.Mapping;

/// <summary>Brings column headers into the one form in which they are compared.</summary>
public static class HeaderName
{
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

    /// <summary>Headers may hold anything; lone surrogates have no normal form and are left out as punctuation is.</summary>
    static string Compatible(string header)
    {
        var wellFormed = header.IsNormalizedSafe() ? header : string.Concat(header.EnumerateRunes());
        return wellFormed.Normalize(NormalizationForm.FormKC);
    }

    static bool IsNormalizedSafe(this string header) => !header.Any(char.IsSurrogate);

    static bool IsKept(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

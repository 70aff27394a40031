using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Recognises the legal forms that are written like initials or names, and so count only in one spelling and at one end: <c>Müller e.K.</c>, <c>SCI Martin</c>.
/// </summary>
static class LegalForms
{
    /// <summary>True when a name starts or ends with such a form.</summary>
    public static bool Has(NameSplit split) => split.Count > 1 && (Starts(split) || Ends(split) || IsPolish(split));

    // SCI Martin, АО Газпром, PT. Astra; PT Barnum has initials.
    static bool Starts(NameSplit split)
    {
        var word = split.Word(split.Tokens[0]);
        return split.Tokens[0].Is(NameClass.OrganizationLead)
            && NameWords.IsLegalForm(word)
            && (
                !word.SequenceEqual("PT"u8)
                || (split.Customs & NameCustoms.Indonesian) != 0
                || Ascii.EqualsIgnoreCase(split.Word(split.Tokens[^1]), "tbk"u8)
            );
    }

    static bool Ends(NameSplit split)
    {
        var word = split.Word(split.Tokens[^1]);
        if (!split.Tokens[^1].Is(NameClass.OrganizationForm) || !NameWords.IsLegalForm(word))
        {
            return false;
        }
        return word switch
        {
            [(byte)'S', ..] => (split.Customs & NameCustoms.Spanish) != 0 || IsBehind(split, NameClass.SpanishSurname),
            [(byte)'K', ..] => (split.Customs & NameCustoms.Japanese) != 0
                || IsBehind(split, NameClass.JapaneseLatinSurname),
            [(byte)'P', ..] => split.Value.Contains((byte)'&') || (split.Count > 2 && split.Tokens[^2].HasComma),
            [(byte)'O', ..] => !split.Tokens[0].Is(NameClass.Given),
            _ => true,
        };
    }

    // Ivanov S.L. and Nair K.K. have initials; García and Yamada have none of that kind.
    static bool IsBehind(NameSplit split, NameClass any)
    {
        foreach (var token in split.Tokens[..^1])
        {
            if (token.Is(any))
            {
                return true;
            }
        }
        return false;
    }

    // Budimex sp. z o.o.
    static bool IsPolish(NameSplit split) => EndsWith(split.Value, " z o.o."u8) || EndsWith(split.Value, " z o. o."u8);

    static bool EndsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> end) =>
        value.Length > end.Length && Ascii.EqualsIgnoreCase(value[^end.Length..], end);
}

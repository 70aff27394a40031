using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Dedupe;

/// <summary>Parses the values of <c>--match</c> into the cascade of match rules.</summary>
public static class MatchRules
{
    /// <summary>What stands behind an e-mail field whose addresses are compared as Gmail reads them.</summary>
    const string Form = ":gmail";

    /// <summary>
    /// One rule per text, in order: <c>email</c>, <c>phone</c> (phone or mobile, one key space), any other field, or several joined by
    /// <c>+</c>, which must then all have a value; <c>email:gmail</c> stands for an e-mail field as Gmail reads it. No text at all is <see cref="MatchRule.Default"/>. A rule given twice counts once.
    /// </summary>
    public static IReadOnlyList<MatchRule> Parse(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? MatchRule.Default : [.. texts.Select(ParseOne).DistinctBy(rule => rule.Name)];

    static MatchRule ParseOne(string text)
    {
        var where = $"--match \"{text}\"";
        var names = text.Split('+', StringSplitOptions.TrimEntries);
        if (names.Any(name => name.Length == 0))
        {
            throw new JobException(
                $"{where} must name one field, or several joined by \"+\", for example --match first_name+last_name+company."
            );
        }
        var foldsGmail = names.Any(HasForm);
        var fields = names.Select(name => Field(name, where)).ToArray();
        if (fields.Distinct(StringComparer.Ordinal).Count() < fields.Length)
        {
            throw new JobException($"{where} names a field twice; name each field once.");
        }
        var isPhone = fields is ["phone"];
        var ruleName = string.Join('+', fields.Select((field, index) => HasForm(names[index]) ? field + Form : field));
        return new MatchRule(ruleName, isPhone ? [fields, ["mobile"]] : [fields]) { FoldsGmail = foldsGmail };
    }

    static bool HasForm(string name) => name.EndsWith(Form, StringComparison.OrdinalIgnoreCase);

    static string Field(string name, string where)
    {
        if (!HasForm(name))
        {
            return FieldNames.Require(name, where).Name;
        }
        var field = FieldNames.Require(name[..^Form.Length], where);
        return field.Kind == FieldKind.Email
            ? field.Name
            : throw new JobException(
                $"{where} reads \"{field}\" as Gmail reads addresses, but it is no e-mail field; write email{Form}, or leave {Form} away."
            );
    }
}

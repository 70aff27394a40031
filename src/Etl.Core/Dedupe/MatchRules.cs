using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Dedupe;

/// <summary>Parses the values of <c>--match</c> into the cascade of match rules.</summary>
public static class MatchRules
{
    /// <summary>
    /// One rule per text, in order: <c>email</c>, <c>phone</c> (phone or mobile, one key space), any other field, or several joined by
    /// <c>+</c>, which must then all have a value. No text at all is <see cref="MatchRule.Default"/>. A rule given twice counts once.
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
        var fields = names.Select(name => FieldNames.Require(name, where).Name).ToArray();
        if (fields.Distinct(StringComparer.Ordinal).Count() < fields.Length)
        {
            throw new JobException($"{where} names a field twice; name each field once.");
        }
        var isPhone = fields is ["phone"];
        return new MatchRule(string.Join('+', fields), isPhone ? [fields, ["mobile"]] : [fields]);
    }
}

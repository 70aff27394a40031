using System.Text;
using Etl.Core.Conditions;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Translates a condition to SQL that means exactly what <see cref="ConditionText"/> means on bytes: an empty value is null; both
/// sides are compared as numbers when both look like numbers, else byte by byte; patterns know no escapes and ignore the case of
/// ASCII letters only. Names are quoted and values are literals by <see cref="SqlLiteral"/>.
/// </summary>
/// <param name="fields">Where fields lie.</param>
/// <param name="isUtf8">True when the database's encoding is UTF-8, so that the collation "C" orders by code points.</param>
sealed class PostgresCondition(TableFields fields, bool isUtf8)
{
    const string UpperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>What <see cref="ConditionText"/> takes for a number; its digits are counted apart.</summary>
    const string NumberPattern = @"'^-?(0|[1-9][0-9]*)([.][0-9]+)?$'";

    /// <summary>The SQL of a condition.</summary>
    public string Translate(Condition condition) =>
        condition switch
        {
            Condition.And and => $"({Translate(and.Left)} and {Translate(and.Right)})",
            Condition.Or or => $"({Translate(or.Left)} or {Translate(or.Right)})",
            Condition.Not not => $"(not {Translate(not.Operand)})",
            Condition.Compare compare => TranslateCompare(compare),
            Condition.Like like => TranslateLike(like),
            Condition.In list => TranslateIn(list),
            Condition.IsNull isNull => $"({Text(isNull.Field)} is null)",
            _ => throw new JobException(
                "This kind of condition is not known to the store; use comparisons, and, or, not, like, in, is null."
            ),
        };

    string TranslateCompare(Condition.Compare compare)
    {
        var sign = compare.Operator switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "<>",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };
        var text = Text(compare.Field);
        var asText = $"{Bytes(text)} {sign} {Literal(compare.Value)}";
        return IsNumber(compare.Value)
            ? $"(case when {IsNumberSql(text)} then ({text})::numeric {sign} {compare.Value} else {asText} end)"
            : $"({asText})";
    }

    /// <summary>One test of all values, and among those that are numbers one more for values that are numbers.</summary>
    string TranslateIn(Condition.In list)
    {
        var text = Text(list.Field);
        if (list.Values.Count == 0)
        {
            // False, and unknown for an empty value.
            return $"({text} <> {text})";
        }
        var asText = $"{Bytes(text)} in ({string.Join(", ", list.Values.Select(Literal))})";
        var numbers = list.Values.Where(IsNumber).ToList();
        return numbers.Count > 0
            ? $"(case when {IsNumberSql(text)} then ({text})::numeric in ({string.Join(", ", numbers)}) or {asText} else {asText} end)"
            : $"({asText})";
    }

    string TranslateLike(Condition.Like like)
    {
        var lower = $"translate({Text(like.Field)}, '{UpperLetters}', '{UpperLetters.ToLowerInvariant()}')";
        var pattern = string.Create(
            like.Pattern.Length,
            like.Pattern,
            (output, text) =>
            {
                for (var index = 0; index < text.Length; index++)
                {
                    output[index] = char.IsAsciiLetterUpper(text[index]) ? (char)(text[index] | 0x20) : text[index];
                }
            }
        );
        return $"({lower} collate \"C\" like {SqlLiteral.Of(pattern)} escape '')";
    }

    /// <summary>The field's text; null when it is empty.</summary>
    string Text(string field)
    {
        var found = fields.Resolve(field);
        return $"nullif({WireTypes.AsText(found.Expression, found.TypeOid)}, '')";
    }

    string Bytes(string text) => isUtf8 ? $"{text} collate \"C\"" : $"convert_to({text}, 'UTF8')";

    string Literal(string value) =>
        isUtf8 ? SqlLiteral.Of(value) : $"'\\x{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value))}'::bytea";

    static bool IsNumber(string value) => ConditionText.IsNumber(Encoding.UTF8.GetBytes(value));

    static string IsNumberSql(string text) =>
        $"{text} ~ {NumberPattern} and length(translate({text}, '-.', '')) <= {ConditionText.DigitsMax}";
}

using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Conditions;

/// <summary>Parses the text of <c>--where</c> and <c>--filter</c>.</summary>
/// <remarks>
/// <code>
/// or      = and { "or" and }
/// and     = not { "and" not }
/// not     = "not" not | "(" or ")" | test
/// test    = field ( sign value | ["not"] "like" text | ["not"] "in" "(" value { "," value } ")"
///                 | "is" ["not"] "null" | ["not"] "between" value "and" value )
/// sign    = "=" | "==" | "!=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
/// field   = a contact field, custom.name, or either in [square brackets] when it holds other characters
/// value   = 'text' | "text" | number          a quote in a text is doubled
/// </code>
/// Key words and fields ignore case. What the tests mean is said at <see cref="Condition"/>.
/// </remarks>
public sealed class ConditionParser
{
    /// <summary>Most tests in one condition, so that trees stay shallow enough to walk.</summary>
    public const int TestsMax = 500;

    /// <summary>Deepest nesting of parentheses and <c>not</c>.</summary>
    public const int DepthMax = 64;

    /// <summary>Most values of one <c>in (…)</c>.</summary>
    public const int ValuesMax = 10_000;

    static readonly Dictionary<string, ComparisonOperator> operators = new(StringComparer.Ordinal)
    {
        ["="] = ComparisonOperator.Equal,
        ["=="] = ComparisonOperator.Equal,
        ["!="] = ComparisonOperator.NotEqual,
        ["<>"] = ComparisonOperator.NotEqual,
        ["<"] = ComparisonOperator.Less,
        ["<="] = ComparisonOperator.LessOrEqual,
        [">"] = ComparisonOperator.Greater,
        [">="] = ComparisonOperator.GreaterOrEqual,
    };

    readonly string text;
    readonly ConditionLexer lexer;
    ConditionToken token;
    int depth;
    int testCount;

    ConditionParser(string text)
    {
        this.text = text;
        lexer = new ConditionLexer(text);
        token = lexer.Next();
    }

    /// <summary>Parses a condition; a <see cref="JobException"/> with the place, a caret and an example when it is wrong.</summary>
    public static Condition Parse(string text)
    {
        var parser = new ConditionParser(text);
        var condition = parser.ParseOr();
        return parser.token.Kind == ConditionTokenKind.End
            ? condition
            : throw parser.Error("\"and\", \"or\" or the end was expected here");
    }

    Condition ParseOr()
    {
        var left = ParseAnd();
        while (TakeWord("or"))
        {
            left = new Condition.Or(left, ParseAnd());
        }
        return left;
    }

    Condition ParseAnd()
    {
        var left = ParseNot();
        while (TakeWord("and"))
        {
            left = new Condition.And(left, ParseNot());
        }
        return left;
    }

    Condition ParseNot()
    {
        if (++depth > DepthMax)
        {
            throw Error(
                $"the condition is nested deeper than {DepthMax.ToString(System.Globalization.CultureInfo.InvariantCulture)} levels"
            );
        }
        var condition =
            TakeWord("not") ? new Condition.Not(ParseNot())
            : TakeSign("(") ? ParseGroup()
            : ParseTest();
        depth--;
        return condition;
    }

    Condition ParseGroup()
    {
        var condition = ParseOr();
        RequireSign(")", "the closing parenthesis");
        return condition;
    }

    Condition ParseTest()
    {
        if (++testCount > TestsMax)
        {
            throw Error(
                $"the condition has more than {TestsMax.ToString(System.Globalization.CultureInfo.InvariantCulture)} tests; use in (…) for long lists"
            );
        }
        var field = ParseField();
        if (token.Kind == ConditionTokenKind.Sign && operators.TryGetValue(token.Text, out var comparison))
        {
            token = lexer.Next();
            return new Condition.Compare(field, comparison, ParseValue());
        }
        if (TakeWord("is"))
        {
            return ParseIsNull(field);
        }
        var isNot = TakeWord("not");
        var test = ParseWordTest(field);
        return isNot ? new Condition.Not(test) : test;
    }

    Condition ParseWordTest(string field)
    {
        if (TakeWord("like"))
        {
            return new Condition.Like(field, ParseValue());
        }
        if (TakeWord("in"))
        {
            return new Condition.In(field, ParseValues());
        }
        if (!TakeWord("between"))
        {
            throw Error("a comparison was expected behind the field: = != < <= > >= like, in, between or is null");
        }
        var low = ParseValue();
        if (!TakeWord("and"))
        {
            throw Error("\"and\" was expected behind the lower value of between");
        }
        return new Condition.And(
            new Condition.Compare(field, ComparisonOperator.GreaterOrEqual, low),
            new Condition.Compare(field, ComparisonOperator.LessOrEqual, ParseValue())
        );
    }

    Condition ParseIsNull(string field)
    {
        var isNot = TakeWord("not");
        if (!TakeWord("null"))
        {
            throw Error("\"null\" or \"not null\" was expected behind \"is\"");
        }
        var test = new Condition.IsNull(field);
        return isNot ? new Condition.Not(test) : test;
    }

    string ParseField()
    {
        if (token.Kind is not (ConditionTokenKind.Word or ConditionTokenKind.Field))
        {
            throw Error("a field was expected here");
        }
        var field =
            ContactFields.Find(token.Text)
            ?? throw Error(
                $"there is no field \"{token.Text}\".{NearestNames.Sentence(token.Text, ContactFields.All.Select(known => known.Name))} "
                    + $"The fields are {string.Join(", ", ContactFields.All.Select(known => known.Name))}, and custom.<name>"
            );
        token = lexer.Next();
        return field.Name;
    }

    List<string> ParseValues()
    {
        RequireSign("(", "the list of values in parentheses");
        var values = new List<string> { ParseValue() };
        while (TakeSign(","))
        {
            if (values.Count == ValuesMax)
            {
                throw Error(
                    $"the list has more than {ValuesMax.ToString(System.Globalization.CultureInfo.InvariantCulture)} values"
                );
            }
            values.Add(ParseValue());
        }
        RequireSign(")", "a comma or the closing parenthesis");
        return values;
    }

    string ParseValue()
    {
        if (token.Kind is not (ConditionTokenKind.Text or ConditionTokenKind.Number))
        {
            throw Error(
                token.Kind == ConditionTokenKind.Word
                    ? $"a value was expected here; put texts in quotes: '{token.Text}'"
                    : "a value was expected here: a text in quotes or a number"
            );
        }
        var value = token.Text;
        token = lexer.Next();
        return value;
    }

    bool TakeWord(string word)
    {
        if (token.Kind != ConditionTokenKind.Word || !token.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        token = lexer.Next();
        return true;
    }

    bool TakeSign(string sign)
    {
        if (token.Kind != ConditionTokenKind.Sign || token.Text != sign)
        {
            return false;
        }
        token = lexer.Next();
        return true;
    }

    void RequireSign(string sign, string what)
    {
        if (!TakeSign(sign))
        {
            throw Error($"{what} was expected here");
        }
    }

    JobException Error(string what) => ConditionError.At(text, token.Position, what);
}

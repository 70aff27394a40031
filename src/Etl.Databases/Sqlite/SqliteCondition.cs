using System.Globalization;
using System.Text;
using Etl.Core.Conditions;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Translates a condition to SQL. Values are bound, names are quoted, nothing is spliced. A field without a value counts as
/// the empty text, as it does in files, so that every condition is either true or false.
/// </summary>
sealed class SqliteCondition
{
    const string CompareFunction = "etl_compare";

    readonly StoreFields fields;
    readonly List<string> values = [];

    public SqliteCondition(SqliteDatabase database, StoreFields fields)
    {
        this.fields = fields;
        database.Connection.CreateFunction<string, string, int>(CompareFunction, Compare, isDeterministic: true);
    }

    /// <summary>The SQL of a condition; <see cref="Bind"/> supplies its parameters.</summary>
    public string Translate(Condition condition) =>
        condition switch
        {
            Condition.And and => $"({Translate(and.Left)} and {Translate(and.Right)})",
            Condition.Or or => $"({Translate(or.Left)} or {Translate(or.Right)})",
            Condition.Not not => $"(not {Translate(not.Operand)})",
            Condition.Compare compare => TranslateCompare(compare),
            Condition.Like like => $"({Field(like.Field)} like {Parameter(like.Pattern)})",
            Condition.In list => $"({Field(list.Field)} in ({string.Join(", ", list.Values.Select(Parameter))}))",
            Condition.IsNull isNull => $"({Field(isNull.Field)} = '')",
            _ => throw new JobException(
                "This kind of condition is not known to the store; use comparisons, and, or, not, like, in, is null."
            ),
        };

    /// <summary>Binds the values in the order in which they were met.</summary>
    public void Bind(SqliteStatement statement)
    {
        for (var index = 0; index < values.Count; index++)
        {
            statement.Bind(index + 1, values[index]);
        }
    }

    /// <summary>Numbers are compared as numbers when both sides are, everything else as text, byte by byte.</summary>
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
        var field = Field(compare.Field);
        var value = Parameter(compare.Value);
        return IsNumber(compare.Value, out _)
            ? $"({CompareFunction}({field}, {value}) {sign} 0)"
            : $"({field} {sign} {value})";
    }

    string Field(string name)
    {
        var expression = SqliteColumns.Expression(fields.Resolve(name), fields.Columns);
        return $"coalesce(cast({expression} as text), '')";
    }

    string Parameter(string value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
    }

    static int Compare(string left, string right) =>
        IsNumber(left, out var leftNumber) && IsNumber(right, out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    static bool IsNumber(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number
        );
}

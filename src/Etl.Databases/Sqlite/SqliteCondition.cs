using System.Globalization;
using Etl.Core.Conditions;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Translates a condition to SQL. Values are bound, names are quoted, nothing is spliced. Comparisons and patterns call back
/// into <see cref="ConditionText"/>, and an empty value is null, so that a condition means the same as it does in files.
/// </summary>
sealed class SqliteCondition
{
    const string CompareFunction = "etl_compare";
    const string LikeFunction = "etl_like";

    readonly StoreFields fields;
    readonly List<string> values = [];

    public SqliteCondition(SqliteDatabase database, StoreFields fields)
    {
        this.fields = fields;
        database.Connection.CreateFunction<byte[]?, byte[], int?>(
            CompareFunction,
            (value, operand) => value is null ? null : ConditionText.Compare(value, operand),
            isDeterministic: true
        );
        database.Connection.CreateFunction<byte[]?, byte[], bool?>(
            LikeFunction,
            (value, pattern) => value is null ? null : ConditionText.Like(value, pattern),
            isDeterministic: true
        );
    }

    /// <summary>The SQL of a condition; <see cref="Bind"/> supplies its parameters.</summary>
    public string Translate(Condition condition) =>
        condition switch
        {
            Condition.And and => $"({Translate(and.Left)} and {Translate(and.Right)})",
            Condition.Or or => $"({Translate(or.Left)} or {Translate(or.Right)})",
            Condition.Not not => $"(not {Translate(not.Operand)})",
            Condition.Compare compare => TranslateCompare(compare),
            Condition.Like like => $"{LikeFunction}({Bytes(Field(like.Field))}, {Bytes(Parameter(like.Pattern))})",
            Condition.In { Values.Count: 0 } => "0",
            Condition.In list => $"({string.Join(" or ", list.Values.Select(value => Equal(list.Field, value)))})",
            Condition.IsNull isNull => $"({Field(isNull.Field)} is null)",
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
        return $"({Comparison(compare.Field, compare.Value)} {sign} 0)";
    }

    string Equal(string field, string value) => $"{Comparison(field, value)} = 0";

    string Comparison(string field, string value) =>
        $"{CompareFunction}({Bytes(Field(field))}, {Bytes(Parameter(value))})";

    string Field(string name)
    {
        var expression = SqliteColumns.Expression(fields.Resolve(name), fields.Columns);
        return $"nullif(cast({expression} as text), '')";
    }

    string Parameter(string value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
    }

    static string Bytes(string expression) => $"cast({expression} as blob)";
}

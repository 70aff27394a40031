using System.Globalization;
using System.Text.RegularExpressions;
using Etl.Core.Batches;
using Etl.Core.Conditions;
using Etl.Core.Diagnostics;
using Etl.Testing;

namespace Etl.Core.Tests.Conditions;

public sealed class ConditionFilterTests
{
    static readonly string[] fields = ["city", "state", "custom.score"];
    static readonly string[] words =
    [
        "",
        "",
        "Rome",
        "rome",
        "Zürich",
        "São Paulo",
        "5",
        "10",
        "05",
        "+5",
        "-3",
        "5.0",
        "9.99",
        "%",
        "_",
        "a_b",
    ];
    static readonly string[] patterns =
    [
        "%",
        "_",
        "r%",
        "%E",
        "_ome",
        "%ü%",
        "Z_rich",
        "",
        "%%",
        "_%_",
        "a_b",
        "1%",
        "%0%",
    ];

    [Fact]
    public void The_filter_agrees_with_a_naive_evaluator_on_random_conditions() =>
        Repeat.ForSeeds(
            300,
            random =>
            {
                var condition = RandomCondition(random, 4);
                var rows = Enumerable
                    .Range(0, 20)
                    .Select(_ => fields.Select(_ => Pick(random, words)).ToArray())
                    .ToArray();
                var layout = TableBatch.Layout(fields);
                var batch = TableBatch.Of(layout, 0, rows);
                new ConditionFilter(condition, layout).Apply(batch);
                for (var row = 0; row < rows.Length; row++)
                {
                    var expected = Evaluate(condition, rows[row]) == true ? RowOutcome.Pending : RowOutcome.Filtered;
                    Assert.True(expected == batch.Outcomes[row], $"{condition} on {string.Join('|', rows[row])}");
                }
            }
        );

    [Theory]
    [InlineData("city = 'Rome'", true)]
    [InlineData("city != 'Rome'", false)]
    [InlineData("city = 'rome'", false)]
    [InlineData("city like 'rO%'", true)]
    [InlineData("state = ''", false)]
    [InlineData("state != 'x'", false)]
    [InlineData("not state = 'x'", false)]
    [InlineData("state is null", true)]
    [InlineData("not state = 'x' or city = 'Rome'", true)]
    [InlineData("custom.score < 9", false)]
    [InlineData("custom.score > '9'", true)]
    [InlineData("custom.score = 10.0", true)]
    [InlineData("custom.score = '010'", false)]
    [InlineData("custom.score in (9, 10.00)", true)]
    [InlineData("custom.score between 9 and 11", true)]
    public void Tests_mean_what_they_mean_in_sql(string text, bool isMet)
    {
        var layout = TableBatch.Layout(fields);
        var batch = TableBatch.Of(layout, 0, ["Rome", "", "10"]);
        new ConditionFilter(ConditionParser.Parse(text), layout).Apply(batch);
        Assert.Equal(isMet, batch.IsPending(0));
    }

    [Fact]
    public void Rows_that_are_decided_stay_as_they_are()
    {
        var layout = TableBatch.Layout("city");
        var batch = TableBatch.Of(layout, 0, ["x"]);
        batch.Reject(0, Etl.Core.Rejects.RejectStage.Parse, -1, Codes.RowTooLong);
        new ConditionFilter(ConditionParser.Parse("city = 'y'"), layout).Apply(batch);
        Assert.Equal(RowOutcome.Rejected, batch.Outcomes[0]);
    }

    [Fact]
    public void A_field_that_no_column_feeds_is_refused() =>
        Assert.Contains(
            "--set",
            Assert
                .Throws<JobException>(() =>
                    new ConditionFilter(ConditionParser.Parse("state = 'y'"), TableBatch.Layout("city"))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_filter_costs_no_memory_per_row()
    {
        var layout = TableBatch.Layout(fields);
        var batch = TableBatch.Of(layout, 0, [.. Enumerable.Repeat(new[] { "Zürich", "", "5" }, 500)]);
        var filter = new ConditionFilter(
            ConditionParser.Parse("city like '%ü%' and (state is null or custom.score between 1 and 6)"),
            layout
        );
        Assert.Equal(0, Allocation.Least(() => filter.Apply(batch)));
    }

    static Condition RandomCondition(Random random, int depth)
    {
        var field = Pick(random, fields);
        return random.Next(depth > 0 ? 8 : 4) switch
        {
            0 => new Condition.Compare(field, (ComparisonOperator)random.Next(6), Pick(random, words)),
            1 => new Condition.Like(field, Pick(random, patterns)),
            2 => new Condition.In(field, [Pick(random, words), Pick(random, words)]),
            3 => new Condition.IsNull(field),
            4 or 5 => new Condition.And(RandomCondition(random, depth - 1), RandomCondition(random, depth - 1)),
            6 => new Condition.Or(RandomCondition(random, depth - 1), RandomCondition(random, depth - 1)),
            _ => new Condition.Not(RandomCondition(random, depth - 1)),
        };
    }

    static bool? Evaluate(Condition condition, string[] row)
    {
        string Value(string field) => row[Array.IndexOf(fields, field)];
        bool? Test(string field, Predicate<string> test) => Value(field).Length == 0 ? null : test(Value(field));
        return condition switch
        {
            Condition.And and => Evaluate(and.Left, row) & Evaluate(and.Right, row),
            Condition.Or or => Evaluate(or.Left, row) | Evaluate(or.Right, row),
            Condition.Not not => !Evaluate(not.Operand, row),
            Condition.IsNull isNull => Value(isNull.Field).Length == 0,
            Condition.In isIn => Test(isIn.Field, value => isIn.Values.Any(one => Order(value, one) == 0)),
            Condition.Like like => Test(like.Field, value => IsLike(value, like.Pattern)),
            Condition.Compare compare => Test(
                compare.Field,
                value => IsMet(compare.Operator, Order(value, compare.Value))
            ),
            _ => throw new InvalidOperationException(),
        };
    }

    static bool IsMet(ComparisonOperator comparison, int order) =>
        comparison switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };

    static int Order(string left, string right) =>
        IsNumber(left) && IsNumber(right)
            ? decimal.Parse(left, CultureInfo.InvariantCulture)
                .CompareTo(decimal.Parse(right, CultureInfo.InvariantCulture))
            : string.CompareOrdinal(left, right);

    static bool IsNumber(string text) =>
        Regex.IsMatch(text, @"^-?(0|[1-9]\d*)(\.\d+)?$", RegexOptions.None, TimeSpan.FromSeconds(1));

    static bool IsLike(string value, string pattern)
    {
        var regex = Regex
            .Escape(pattern)
            .Replace("%", ".*", StringComparison.Ordinal)
            .Replace("_", ".", StringComparison.Ordinal);
        return Regex.IsMatch(
            value,
            $"^{regex}$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
            TimeSpan.FromSeconds(1)
        );
    }

    static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}

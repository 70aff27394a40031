using System.Text;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Customs;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization.Customs;

public sealed class NumberColumnsTests
{
    [Theory]
    [InlineData("currency", "1.234 €|12,50 €", "1234 EUR|12.50 EUR")]
    [InlineData("currency", "1.234 €|5,- €", "1234 EUR|5 EUR")]
    [InlineData("currency(EUR)", "1.234 €|12,50", "1234 EUR|12.50 EUR")]
    [InlineData("currency", "1.234|1.234.567", "1234|1234567")]
    [InlineData("currency", "1.234|12.50", "1.2340|12.50")]
    [InlineData("number", "1,234| 12.5", "1234|12.5")]
    [InlineData("number", "1,234|1 234,5", "1.2340|1234.5")]
    public void One_number_proves_how_the_column_is_written(string type, string values, string cleaned)
    {
        var (batch, findings) = Clean(type, values);
        Assert.Equal(cleaned, batch);
        Assert.Equal(MappingFindingKind.DecimalMark, Assert.Single(findings).Kind);
    }

    [Theory]
    [InlineData("currency", "1.234 €|5 €", "1.234 €|5 EUR")]
    [InlineData("number", "1.234|12.5|12,5", "1.234|12.5|12.5")]
    [InlineData("number(en)", "1.234|12.5", "1.234|12.5")]
    public void Nothing_is_proven_by_none_by_contradictions_and_where_the_user_says_it(
        string type,
        string values,
        string cleaned
    )
    {
        var (batch, findings) = Clean(type, values);
        Assert.Equal(cleaned, batch);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("1.234 €|$1,234.50|2.500 €", "1.234 €|1234.50 $|2.500 €")]
    [InlineData("1.234 €|$1,234.50|12,50 EUR|$1,234", "1234 EUR|1234.50 $|12.50 EUR|1234 $")]
    [InlineData("1.234|2.500 €|$1,234.50", "1.234|2.500 €|1234.50 $")]
    [InlineData("1.234|12,50 €|CHF 1.234,50", "1234|12.50 EUR|1234.50 CHF")]
    [InlineData("1.234 €|12,50", "1.234 €|12.50")]
    [InlineData("1234.50|R$ 1.234|1.234 €", "1234.50|R$ 1.234|1.234 €")]
    [InlineData("1.234 €|12,50 €|12.50 €|7,50", "1.234 €|12.50 EUR|12.50 EUR|7.50")]
    public void One_currency_does_not_say_how_another_is_written(string values, string cleaned) =>
        Assert.Equal(cleaned, Clean("currency", values).Values);

    [Fact]
    public void What_is_proven_of_some_currencies_names_them()
    {
        var findings = Clean("currency", "1.234 €|$1,234.50|12,50 CHF").Findings.Select(finding => finding.Sentence);
        Assert.Equal(
            ["The amounts in $ of the column", "The amounts in CHF of the column"],
            findings.Select(sentence => sentence[..(sentence.IndexOf("column", StringComparison.Ordinal) + 6)])
        );
    }

    static (string Values, IReadOnlyList<MappingFinding> Findings) Clean(string type, string values)
    {
        var layout = new BatchLayout([new ColumnPlan("x", 0, ContactFields.Find("custom.x:" + type), "set")]);
        var sample = CleaningBench.Batch(
            layout,
            [.. values.Split('|').Select(value => new[] { Encoding.UTF8.GetBytes(value) })]
        );
        var mapping = NumberColumns.Judge(new HeaderMapping(layout, []), new ColumnSamples(sample));
        foreach (var (column, normalizer) in Normalizers.Plan(mapping.Layout, CleaningBench.Options()))
        {
            normalizer.Normalize(sample, column);
        }
        var cleaned = Enumerable.Range(0, sample.RowCount).Select(row => Encoding.UTF8.GetString(sample.Value(row, 0)));
        return (string.Join('|', cleaned), mapping.Findings);
    }
}

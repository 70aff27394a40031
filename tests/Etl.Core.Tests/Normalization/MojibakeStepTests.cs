using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Texts;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization;

public sealed class MojibakeStepTests
{
    [Fact]
    public void Damage_is_counted_and_kept_unless_it_is_to_be_repaired()
    {
        var batch = Batch("JosÃ©,Ann,José\n");
        new MojibakeStep(batch.Layout, repairs: false).Run(batch);
        Assert.Equal("JosÃ©", Text(batch, 0));
        Assert.Equal([(Codes.TextMojibake, 0, 1L)], batch.Counts.Entries);
    }

    [Fact]
    public void A_repaired_value_is_counted_and_explained()
    {
        var batch = Batch("JosÃ©,Ann,José\n");
        new MojibakeStep(batch.Layout, repairs: true).Run(batch);
        Assert.Equal("José", Text(batch, 0));
        Assert.Equal("José", Text(batch, 2));
        Assert.Equal([(Codes.TextMojibakeRepaired, 0, 1L)], batch.Counts.Entries);
        var explanation = Assert.Single(batch.Explanations!.All);
        Assert.Equal("JosÃ©", Encoding.UTF8.GetString(batch.Value(explanation.Before)));
        Assert.Equal("José", Encoding.UTF8.GetString(batch.Value(explanation.After)));
        new MojibakeStep(batch.Layout, repairs: true).Run(batch);
        Assert.Single(batch.Explanations.All);
    }

    [Theory]
    [InlineData(false, "López;LÃ³pez|JosÃ©", "TEXT_MOJIBAKE")]
    [InlineData(true, "López;López|José", "TEXT_MOJIBAKE_REPAIRED")]
    public void A_list_with_damaged_elements_is_counted_once(bool repairs, string expected, string code)
    {
        var batch = Batch("López;LÃ³pez|JosÃ©,Ann,José\n");
        new MojibakeStep(batch.Layout, repairs).Run(batch);
        Assert.Equal(expected, Text(batch, 0));
        var entry = Assert.Single(batch.Counts.Entries);
        Assert.Equal((code, 0, 1L), (entry.Code.Name, entry.Column, entry.Count));
    }

    static string Text(RecordBatch batch, int column) => Encoding.UTF8.GetString(batch.Value(0, column));

    static RecordBatch Batch(string line)
    {
        var fields = new[] { "first_name", "last_name", "company" };
        var layout = new BatchLayout([
            .. fields.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "set")),
        ]);
        return CleaningBench.BatchOfLine(layout, line);
    }
}

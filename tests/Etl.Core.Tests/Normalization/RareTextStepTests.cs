using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Texts;
using Etl.Core.Rejects;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.Tests.Normalization;

public sealed class RareTextStepTests
{
    [Theory]
    [InlineData(RareText.None, 0, 0)]
    [InlineData(RareText.Misread, 1, 0)]
    [InlineData(RareText.PrivateUse, 0, 1)]
    [InlineData(RareText.Misread | RareText.PrivateUse, 1, 1)]
    [InlineData(RareText.Any, 1, 1)]
    public void What_the_parser_says_is_not_there_is_not_looked_for(RareText rare, int misread, int privateUse)
    {
        var batch = Batch("JosÃ©,\uE000\n");
        batch.Rare = rare;
        Run(batch);
        Assert.Equal((misread, privateUse), CountsOf(batch));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is_whatever_the_parser_says()
    {
        var batch = Batch("José,Ann\n");
        Run(batch);
        batch.Rare = RareText.PrivateUse;
        Run(batch);
        Assert.Equal((0, 0), CountsOf(batch));
    }

    [Fact]
    public void A_rejected_row_is_not_looked_at()
    {
        var batch = Batch("JosÃ©,\uE000\n");
        batch.Reject(0, RejectStage.Parse, -1, Codes.RowTooLong);
        Run(batch);
        Assert.Equal((0, 0), CountsOf(batch));
    }

    [Fact]
    public void Columns_that_feed_no_field_are_not_looked_at()
    {
        var layout = new BatchLayout([
            new ColumnPlan("a", 0, null, "set"),
            new ColumnPlan("b", 1, ContactFields.Find("last_name"), "set"),
        ]);
        var batch = CleaningBench.BatchOfLine(layout, "JosÃ©,\uE000\n");
        Run(batch);
        Assert.Equal((0, 1), CountsOf(batch));
    }

    static void Run(RecordBatch batch)
    {
        new MojibakeStep(batch.Layout, repairs: false).Run(batch);
        new PrivateUseStep(batch.Layout).Run(batch);
    }

    static (int Misread, int PrivateUse) CountsOf(RecordBatch batch) =>
        (
            batch.Counts.Entries.Count(entry => entry.Code == Codes.TextMojibake),
            batch.Counts.Entries.Count(entry => entry.Code == Codes.TextPrivateUse)
        );

    static RecordBatch Batch(string line)
    {
        var fields = new[] { "first_name", "last_name" };
        var layout = new BatchLayout([
            .. fields.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "set")),
        ]);
        return CleaningBench.BatchOfLine(layout, line);
    }
}

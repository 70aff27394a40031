using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Texts;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization.Texts;

public sealed class PrivateUseStepTests
{
    [Fact]
    public void Values_with_characters_for_private_use_are_counted_and_kept()
    {
        var batch = Batch("渡\uE000,山田,（株）\U000F0001\uF8FF\n");
        new PrivateUseStep(batch.Layout).Run(batch);
        Assert.Equal("渡\uE000", Encoding.UTF8.GetString(batch.Value(0, 0)));
        Assert.Equal([(Codes.TextPrivateUse, 0, 1L), (Codes.TextPrivateUse, 2, 1L)], batch.Counts.Entries);
        var explanation = batch.Explanations!.All[0];
        Assert.Equal("渡\uE000", Encoding.UTF8.GetString(batch.Value(explanation.Before)));
        Assert.Equal("渡\uE000", Encoding.UTF8.GetString(batch.Value(explanation.After)));
    }

    [Fact]
    public void Other_text_of_any_script_is_not_counted()
    {
        var batch = Batch("渡邊,ﾔﾏﾀﾞ（株）,😀 José ﷺ\n");
        new PrivateUseStep(batch.Layout).Run(batch);
        Assert.Empty(batch.Counts.Entries);
    }

    [Fact]
    public void A_rejected_row_and_a_column_that_feeds_nothing_are_not_counted()
    {
        var batch = Batch("渡\uE000,\uE001,\uE002\n", field: null);
        new PrivateUseStep(batch.Layout).Run(batch);
        Assert.Equal([1, 2], batch.Counts.Entries.Select(entry => entry.Column));
        batch = Batch("渡\uE000,\uE001,\uE002\n");
        batch.Reject(0, Core.Rejects.RejectStage.Parse, -1, Codes.InvalidByte);
        new PrivateUseStep(batch.Layout).Run(batch);
        Assert.Equal(
            0,
            batch.Counts.Entries.Where(entry => entry.Code == Codes.TextPrivateUse).Sum(entry => entry.Count)
        );
    }

    static RecordBatch Batch(string line, string? field = "first_name")
    {
        var fields = new[] { field, "last_name", "company" };
        var layout = new BatchLayout([
            .. fields.Select(
                (name, index) =>
                    new ColumnPlan($"c{index}", index, name is null ? null : ContactFields.Find(name), "set")
            ),
        ]);
        return CleaningBench.BatchOfLine(layout, line);
    }
}

using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Core.Tests.Normalization;

public sealed class BadValuesTests
{
    [Fact]
    public void A_bad_value_costs_the_value()
    {
        var batch = OneRow();
        new BadValues(Strict: false).Handle(batch, 0, 0, Codes.RowShort);

        Assert.True(batch.IsPending(0));
        Assert.True(batch.Value(0, 0).IsEmpty);
        Assert.Equal([(Codes.RowShort, 0, 1L)], batch.Counts.Entries);
    }

    [Fact]
    public void Under_strict_it_costs_the_record()
    {
        var batch = OneRow();
        new BadValues(Strict: true).Handle(batch, 0, 0, Codes.RowShort);

        Assert.Equal([new Reject(0, RejectStage.Normalize, 0, Codes.RowShort, null)], batch.Rejects);
        Assert.Equal("bad"u8, batch.Value(0, 0));
        Assert.Empty(batch.Counts.Entries);
    }

    static RecordBatch OneRow()
    {
        var batch = new RecordBatch(16);
        "bad\n"u8.CopyTo(batch.Block.Buffer);
        batch.Block.Length = 4;
        batch.Reset(new BatchLayout([new("A", 0, null, "name")]), keyCount: 0);
        batch.AddRow(new RowSpan(0, 4))[0] = new FieldSpan(0, 3);
        return batch;
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Mapping;

public sealed class DefaultValueTests
{
    static readonly ColumnPlan plan = new("Country", 0, ContactFields.Find("country"), "alias")
    {
        Default = "us"u8.ToArray(),
    };

    [Fact]
    public void Empty_cells_get_the_normalized_default_and_are_counted()
    {
        var batch = TableBatch.Of(TableBatch.Layout("country"), 0, ["FR"], [""], [""]);
        DefaultValue.Create(plan, new Upper()).Normalize(batch, 0);
        Assert.Equal(
            ["FR", "US", "US"],
            Enumerable.Range(0, 3).Select(row => Encoding.UTF8.GetString(batch.Value(row, 0)))
        );
        Assert.Equal((Codes.DefaultApplied, 0, 2L), Assert.Single(batch.Counts.Entries));
    }

    [Fact]
    public void A_default_that_is_no_value_of_its_field_is_refused()
    {
        var error = Assert.Throws<JobException>(() => DefaultValue.Create(plan, new Refusing()));
        Assert.Contains("--default country=us", error.Message, StringComparison.Ordinal);
        Assert.Contains(Codes.FieldRequired.Name, error.Message, StringComparison.Ordinal);
    }

    sealed class Upper : IFieldNormalizer
    {
        public void Normalize(RecordBatch batch, int column) =>
            batch.Replace(
                0,
                column,
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(batch.Value(0, column)).ToUpperInvariant())
            );
    }

    sealed class Refusing : IFieldNormalizer
    {
        public void Normalize(RecordBatch batch, int column) =>
            new BadValues(false).Handle(batch, 0, column, Codes.FieldRequired);
    }
}

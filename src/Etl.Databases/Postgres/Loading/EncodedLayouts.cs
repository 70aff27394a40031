using Etl.Core.Batches;
using Etl.Core.Mapping;

namespace Etl.Databases.Postgres.Loading;

/// <summary>How batches become tuples, by their layout. For one task at a time.</summary>
sealed class EncodedLayouts(LoadPlan plan)
{
    readonly Dictionary<BatchLayout, (EncodedLayout Whole, EncodedLayout WithoutTail)> layouts = [];

    /// <summary>How the rows of a batch become tuples; it must be known already whether they leave the tail out.</summary>
    public EncodedLayout Of(RecordBatch batch)
    {
        if (!layouts.TryGetValue(batch.Layout, out var found))
        {
            LoadColumn[] columns = [.. plan.Columns];
            var (sources, customs) = (plan.SourcesOf(batch.Layout), plan.CustomsOf(batch.Layout));
            var whole = new EncodedLayout(columns, sources, customs);
            found = (whole, plan.Tail is { } tail ? new EncodedLayout(columns[..tail.Start], sources, customs) : whole);
            layouts.Add(batch.Layout, found);
        }
        return batch.Encoded.IsWithoutTail ? found.WithoutTail : found.Whole;
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;

namespace Etl.Databases.Tests.Postgres.Reading;

/// <summary>Reads a source to its end, as rows of strings.</summary>
static class SourceText
{
    public static async Task<List<string[]>> RowsAsync(ISource source, int blockBytes = 4096)
    {
        var rows = new List<string[]>();
        var parser = source.CreateParser();
        var columns = source.Description.Headers.Select((header, index) => new ColumnPlan(header, index, null, "none"));
        var layout = new BatchLayout([.. columns]);
        var batch = new RecordBatch(blockBytes);
        while (await source.ReadAsync(batch.Block, TestContext.Current.CancellationToken))
        {
            batch.Reset(layout, 0);
            parser.Parse(batch);
            for (var row = 0; row < batch.RowCount; row++)
            {
                rows.Add(
                    batch.IsPending(row)
                        ? [.. columns.Select((_, column) => Encoding.UTF8.GetString(batch.Value(row, column)))]
                        : [batch.Rejects.First(reject => reject.Row == row).Code.Name]
                );
            }
        }
        return rows;
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests;

/// <summary>Makes batches from tables of text: columns are named by their field, and every row is one line of values.</summary>
static class TableBatch
{
    public static BatchLayout Layout(params string[] fields) =>
        new([.. fields.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "set"))]);

    public static RecordBatch Of(BatchLayout layout, int keyCount, params string[][] rows)
    {
        var batch = new RecordBatch(4096);
        batch.Reset(layout, keyCount);
        foreach (var row in rows)
        {
            batch.AddRow(new RowSpan(0, 0)).Clear();
            for (var column = 0; column < row.Length; column++)
            {
                batch.Replace(batch.RowCount - 1, column, Encoding.UTF8.GetBytes(row[column]));
            }
        }
        return batch;
    }
}

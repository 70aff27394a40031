using System.Text;
using Etl.Core.Batches;
using Etl.Databases.Postgres.Loading;

namespace Etl.Databases.Postgres.Matching;

/// <summary>The key of a row that is inserted, where no sequence gives it.</summary>
static class NewKey
{
    const int KeyOffset = sizeof(short) + sizeof(int);
    const int UuidBytes = 16;

    /// <summary>The key as text; empty when Etl does not know it.</summary>
    public static string Of(LoadPlan plan, RecordBatch batch, int row)
    {
        switch (plan.KeyStrategy)
        {
            case KeyStrategy.Uuid:
                return new Guid(batch.Encoded.Row(row).Slice(KeyOffset, UuidBytes), bigEndian: true).ToString();
            case KeyStrategy.Mapped:
                var field = plan.Columns.First(column => column.Column.Name == plan.Table.Key!.Name).Field!;
                return Encoding.UTF8.GetString(batch.Value(row, batch.Layout.ColumnOf(field)));
            default:
                return "";
        }
    }
}

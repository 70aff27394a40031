using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Computes the match keys of stored contacts with the same code as the workers use for rows: it reads the fields of the
/// match rules into a batch and has the keys filled in.
/// </summary>
sealed class StoredKeys : IDisposable
{
    const int BlockCapacity = 1 << 18;
    const int RowsPerBatch = 2048;

    readonly RecordBatch batch = new(BlockCapacity);
    readonly BatchLayout layout;
    readonly Action<RecordBatch> computeKeys;
    readonly int keyCount;
    readonly SqliteStatement all;
    readonly SqliteStatement one;
    readonly long[] ids = new long[RowsPerBatch];

    public StoredKeys(SqliteDatabase database, StoreSinkOptions options, int keyCount)
    {
        this.keyCount = keyCount;
        var fields = options.MatchRules.SelectMany(rule => rule.Alternatives.SelectMany(alternative => alternative));
        FieldNames = [.. fields.Distinct(StringComparer.Ordinal)];
        layout = new BatchLayout([.. FieldNames.Select(Plan)]);
        computeKeys = options.BindKeys(layout);
        var columns = SqliteSchema.FieldColumns(database).ToHashSet(StringComparer.Ordinal);
        var expressions = string.Concat(FieldNames.Select(name => ", " + SqliteColumns.Expression(name, columns)));
        all = database.Prepare($"select id{expressions} from contacts order by id");
        one = database.Prepare($"select id{expressions} from contacts where id = ?");
    }

    /// <summary>The fields of all match rules.</summary>
    public IReadOnlyList<string> FieldNames { get; }

    /// <summary>Registers every stored contact.</summary>
    /// <param name="matcher">Where.</param>
    /// <param name="cancellationToken">Asked between some thousand contacts, and more often while keys go to the disk.</param>
    public void AddAll(StoreMatcher matcher, CancellationToken cancellationToken)
    {
        bool hasMore;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasMore = Read(all, RowsPerBatch);
            for (var row = 0; row < batch.RowCount; row++)
            {
                matcher.Add(batch.Keys.Slice(row * keyCount, keyCount), ids[row]);
            }
            matcher.Relieve(cancellationToken);
        } while (hasMore);
        matcher.EndLoading(cancellationToken);
        all.Reset();
    }

    /// <summary>The keys of one contact as it is stored now.</summary>
    public void Read(long id, Span<UInt128> keys)
    {
        one.Bind(1, id);
        Read(one, 1);
        one.Reset();
        // A contact that is gone has no keys.
        keys.Clear();
        batch.Keys.CopyTo(keys);
    }

    public void Dispose()
    {
        all.Dispose();
        one.Dispose();
    }

    static ColumnPlan Plan(string name, int index) => new(name, index, ContactFields.Find(name), "name");

    /// <summary>Reads the next rows into the batch; true when there may be more.</summary>
    bool Read(SqliteStatement statement, int rowsMax)
    {
        batch.Block.Length = 0;
        batch.Reset(layout, keyCount);
        while (batch.RowCount < rowsMax)
        {
            if (!statement.Read())
            {
                computeKeys(batch);
                return false;
            }
            ids[batch.RowCount] = statement.Number(0);
            batch.AddRow(default);
            for (var column = 0; column < FieldNames.Count; column++)
            {
                batch.Replace(batch.RowCount - 1, column, statement.Bytes(column + 1));
            }
        }
        computeKeys(batch);
        return true;
    }
}

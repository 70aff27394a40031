using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Computes the match keys of contacts from their values, by the same code that the workers use for rows. Gathers some
/// contacts, then computes all their keys at once.
/// </summary>
sealed class KeyCalculator(KeyColumns columns, StoreSinkOptions options)
{
    const int BlockBytes = 1 << 18;

    readonly RecordBatch batch = new(BlockBytes);
    readonly Action<RecordBatch> compute = options.BindKeys(columns.Layout);

    /// <summary>Contacts gathered.</summary>
    public int Count => batch.RowCount;

    /// <summary>Keys per contact.</summary>
    public int KeyCount => columns.Slots.Count;

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        batch.Block.Length = 0;
        batch.Reset(columns.Layout, KeyCount);
    }

    /// <summary>Starts the next contact; its values follow.</summary>
    public void AddContact() => batch.AddRow(default).Clear();

    /// <summary>Sets a value of the contact added last.</summary>
    public void SetValue(int field, ReadOnlySpan<byte> value) => batch.Replace(batch.RowCount - 1, field, value);

    /// <summary>Computes the keys of all contacts gathered.</summary>
    public void Compute() => compute(batch);

    /// <summary>The keys of a contact.</summary>
    public ReadOnlySpan<UInt128> Keys(int contact) => batch.Keys.Slice(contact * KeyCount, KeyCount);
}

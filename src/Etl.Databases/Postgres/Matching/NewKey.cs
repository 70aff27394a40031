using Etl.Core.Batches;
using Etl.Databases.Postgres.Loading;

namespace Etl.Databases.Postgres.Matching;

/// <summary>The key of a row that is inserted, where no sequence gives it.</summary>
static class NewKey
{
    /// <summary>Room for a UUID as text.</summary>
    public const int RoomLength = 36;

    const int KeyOffset = sizeof(short) + sizeof(int);
    const int UuidBytes = 16;

    /// <summary>The key as text; empty when Etl does not know it.</summary>
    /// <param name="plan">What is written.</param>
    /// <param name="batch">The row's batch, encoded.</param>
    /// <param name="row">Its place there.</param>
    /// <param name="room">At least <see cref="RoomLength"/> bytes, in which the key may be written.</param>
    public static ReadOnlySpan<byte> Of(LoadPlan plan, RecordBatch batch, int row, Span<byte> room)
    {
        switch (plan.KeyStrategy)
        {
            case KeyStrategy.Uuid:
                var key = new Guid(batch.Encoded.Row(row).Slice(KeyOffset, UuidBytes), bigEndian: true);
                key.TryFormat(room, out var length);
                return room[..length];
            case KeyStrategy.Mapped:
                return batch.Value(row, batch.Layout.ColumnOf(plan.KeyField!));
            default:
                return [];
        }
    }
}

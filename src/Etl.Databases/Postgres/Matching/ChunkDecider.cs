using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Decides the rows of chunks in input order, one by one: new contact, duplicate, or an update of a contact. What a chunk
/// registers can be taken back, because a row that the server refuses was never a contact: whatever was compared with it is
/// decided again.
/// </summary>
sealed class ChunkDecider(
    StoreSinkOptions options,
    StoreMatcher known,
    ContactOwners owners,
    StoredContacts? stored,
    ContactKeys? contacts
)
{
    /// <summary>Everything that may be taken back is in it: the disk has only what is committed.</summary>
    readonly ContactMatcher matcher = known.Recent;

    /// <summary>
    /// Decides all rows that are still pending and were not refused. When it fails it has taken back what it registered.
    /// </summary>
    /// <param name="rows">The chunk.</param>
    /// <param name="connection">Where contacts can be read while updates are decided.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask DecideAsync(ChunkRows rows, LoadConnection connection, CancellationToken cancellationToken)
    {
        rows.FirstOwner = owners.Next;
        rows.InsertCount = 0;
        rows.MergeCount = 0;
        rows.RoundCount = 0;
        rows.Contacts = null;
        rows.Moved.Clear();
        try
        {
            if (contacts is null)
            {
                Decide(rows);
                return;
            }
            rows.UseRounds();
            await DecideUpdatesAsync(rows, connection, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Forget(rows);
            throw;
        }
    }

    async ValueTask DecideUpdatesAsync(ChunkRows rows, LoadConnection connection, CancellationToken cancellationToken)
    {
        await contacts!.StartAsync(rows, matcher, connection, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < rows.Batches.Count; index++)
        {
            var batch = rows.Batches[index];
            for (var row = 0; row < batch.RowCount; row++)
            {
                var ordinal = rows.FirstRowOf(index) + row;
                if (Skips(rows, batch, row, ordinal))
                {
                    continue;
                }
                if (!TryFind(batch, row, out var found))
                {
                    found = await FindAsync(batch, row, connection, cancellationToken).ConfigureAwait(false);
                }
                DecideUpdate(rows, batch, row, ordinal, found);
            }
        }
    }

    /// <summary>Takes back what the chunk registered; chunks that were decided after it must be taken back before it.</summary>
    public void Forget(ChunkRows rows)
    {
        contacts?.Undo(matcher);
        ForEachInsert(rows, matcher.Remove);
        owners.Next = rows.FirstOwner;
    }

    /// <summary>Registers what the chunk inserts once more: others may have held its keys and given them up.</summary>
    public void Register(ChunkRows rows) => ForEachInsert(rows, matcher.Add);

    /// <summary>Takes back what rows registered that the server has refused since the chunk was decided.</summary>
    public void ForgetRefused(ChunkRows rows)
    {
        foreach (var ordinal in rows.Refusals.Keys.Where(ordinal => rows.Actions[ordinal] == RowAction.Insert))
        {
            var (batch, row) = rows.At(ordinal);
            if (batch.KeyCount > 0)
            {
                matcher.Remove(KeysOf(batch, row), rows.Owners[ordinal]);
            }
        }
    }

    /// <summary>What is done with the keys of a contact.</summary>
    public delegate void KeyUse(ReadOnlySpan<UInt128> keys, long owner);

    /// <summary>
    /// Calls back for each new contact of a chunk with its keys and its number, as it was decided: what the server refuses of a
    /// chunk on its way belongs to the task that sends it, and counts here once it is settled.
    /// </summary>
    public static void ForEachInsert(ChunkRows rows, KeyUse use)
    {
        for (var index = 0; index < rows.Batches.Count; index++)
        {
            var batch = rows.Batches[index];
            var first = rows.FirstRowOf(index);
            for (var row = 0; row < batch.RowCount && batch.KeyCount > 0; row++)
            {
                if (rows.Actions[first + row] == RowAction.Insert)
                {
                    use(KeysOf(batch, row), rows.Owners[first + row]);
                }
            }
        }
    }

    static ReadOnlySpan<UInt128> KeysOf(RecordBatch batch, int row) =>
        batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount);

    static bool Skips(ChunkRows rows, RecordBatch batch, int row, int ordinal)
    {
        if (!batch.IsPending(row))
        {
            rows.Actions[ordinal] = RowAction.None;
            return true;
        }
        if (rows.Refusals.Count > 0 && rows.Refusals.ContainsKey(ordinal))
        {
            rows.Actions[ordinal] = RowAction.Refused;
            return true;
        }
        return false;
    }

    /// <summary>The contact that a row is as the table stands, or 0; false when the server must be asked first, or memory again.</summary>
    bool TryFind(RecordBatch batch, int row, out long found)
    {
        var keys = KeysOf(batch, row);
        found = 0;
        if (stored!.IsProbing && contacts!.HasNextLimit(keys))
        {
            return false;
        }
        found = matcher.Find(keys);
        return found == 0 || (contacts!.Knows(found) && contacts.Confirms(found, keys, matcher));
    }

    /// <summary>The same for a row about which the server may have to be asked.</summary>
    async ValueTask<long> FindAsync(
        RecordBatch batch,
        int row,
        LoadConnection connection,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (stored!.IsProbing && contacts!.NextLimit(KeysOf(batch, row)) is var limit and > 0)
            {
                var open = await connection.BeginReadAsync(cancellationToken).ConfigureAwait(false);
                await stored
                    .FindMoreAsync(open, batch, row, limit, contacts.Knows, cancellationToken)
                    .ConfigureAwait(false);
                continue;
            }
            var found = matcher.Find(KeysOf(batch, row));
            if (found != 0 && !contacts!.Knows(found))
            {
                await contacts.ReadAsync(found, connection, cancellationToken).ConfigureAwait(false);
            }
            if (found == 0 || contacts!.Confirms(found, KeysOf(batch, row), matcher))
            {
                return found;
            }
        }
    }

    void Decide(ChunkRows rows)
    {
        for (var index = 0; index < rows.Batches.Count; index++)
        {
            var batch = rows.Batches[index];
            var first = rows.FirstRowOf(index);
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (options.OnDuplicate != DuplicatePolicy.Create)
                {
                    known.PrefetchFrom(batch.Keys, row);
                }
                if (!Skips(rows, batch, row, first + row))
                {
                    DecideOne(rows, batch, row, first + row);
                }
            }
        }
    }

    void DecideOne(ChunkRows rows, RecordBatch batch, int row, int ordinal)
    {
        if (options.OnDuplicate == DuplicatePolicy.Create)
        {
            Insert(rows, ordinal);
            return;
        }
        var keys = KeysOf(batch, row);
        var found = known.FindOrAdd(keys, owners.Next);
        if (found == 0)
        {
            Insert(rows, ordinal);
            return;
        }
        var isOwn = ContactOwners.IsNew(found) || found == ContactOwners.SomeOwn;
        if (options.OnDuplicate == DuplicatePolicy.Fail)
        {
            throw Duplicate(batch, row, isOwn);
        }
        rows.Owners[ordinal] = found;
        rows.Actions[ordinal] = isOwn ? RowAction.DuplicateInFile : RowAction.DuplicateInStore;
    }

    void DecideUpdate(ChunkRows rows, RecordBatch batch, int row, int ordinal, long found)
    {
        if (found == 0)
        {
            contacts!.Insert(owners.Next, ordinal, matcher);
            Insert(rows, ordinal);
            return;
        }
        rows.Owners[ordinal] = found;
        rows.Actions[ordinal] = RowAction.Merge;
        rows.Rounds[ordinal] = contacts!.Merge(found, batch, row, matcher);
        rows.RoundCount = Math.Max(rows.RoundCount, rows.Rounds[ordinal] + 1);
        rows.MergeCount++;
    }

    void Insert(ChunkRows rows, int ordinal)
    {
        rows.Actions[ordinal] = RowAction.Insert;
        rows.Owners[ordinal] = owners.Next++;
        rows.InsertCount++;
    }

    static JobException Duplicate(RecordBatch batch, int row, bool isOwn)
    {
        var what = isOwn ? "an earlier record of this job" : "a contact that was in the table before";
        return new JobException(
            FormattableString.Invariant(
                $"Record {batch.FirstRecordNumber + row} is a duplicate of {what}, and --on-duplicate fail stops the job at the first one; this chunk was not written. Use --on-duplicate skip or update, or remove the record."
            )
        );
    }
}

using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Follows, while a chunk of updates is decided, how the match fields of each contact change from row to row, and keeps the
/// matcher up to date. The database does the same merging afterwards, with all columns. What it keeps for a chunk lies in memory
/// that the next chunk uses again.
/// </summary>
sealed class ContactKeys(
    LoadPlan plan,
    StoreSinkOptions options,
    KeyColumns columns,
    ContactOwners owners,
    ProbeTable probes
)
{
    /// <summary>Contacts of a key are looked up to 64, then 1,024, and so on.</summary>
    const int LimitFactor = 16;

    readonly KeyCalculator calculator = new(columns, options, plan.IsMadeByEtl);
    readonly MatchFieldMerger merger = new(options, columns);
    readonly ContactStates states = new(columns.FieldNames.Count, columns.Slots.Count);
    readonly KeyJournal journal = new(columns.Slots.Count);
    readonly List<int> inserted = [];

    /// <summary>Contacts to read, each once.</summary>
    readonly List<long> wanted = [];
    readonly HashSet<long> asked = [];

    /// <summary>Contacts that the matcher named but the table holds no more.</summary>
    readonly HashSet<long> missing = [];

    /// <summary>How many contacts have given each key up, and to how many it was looked up where that is not the usual number.</summary>
    readonly Dictionary<UInt128, int> released = [];
    readonly Dictionary<UInt128, int> limits = [];
    ChunkRows? chunk;

    /// <summary>Reads the contacts that the rows of a chunk match as things stand.</summary>
    public async ValueTask StartAsync(
        ChunkRows rows,
        ContactMatcher matcher,
        LoadConnection connection,
        CancellationToken cancellationToken
    )
    {
        chunk = rows;
        Committed();
        rows.Contacts = states;
        foreach (var batch in rows.Batches)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (
                    batch.IsPending(row)
                    && matcher.Find(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount)) is var found and not 0
                    && asked.Add(found)
                )
                {
                    wanted.Add(found);
                }
            }
        }
        await ReadWantedAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the contact was read or looked for in vain, or is one that this chunk inserts.</summary>
    public bool Knows(long owner) =>
        owner >= chunk!.FirstOwner || states.IndexOf(owner) >= 0 || missing.Contains(owner);

    /// <summary>
    /// True when the contact that the matcher found for a row is there and has a key of the row. Others may have deleted or
    /// changed it since its keys were read; then the matcher learns how it stands, and should be asked again. What this job wrote
    /// last counts as the input has it: a column may keep it in another form, such as 7 for 007.
    /// </summary>
    public bool Confirms(long owner, ReadOnlySpan<UInt128> rowKeys, ContactMatcher matcher)
    {
        var contact = owner >= chunk!.FirstOwner ? -1 : states.IndexOf(owner);
        if (owner >= chunk.FirstOwner || (contact >= 0 && states.IsOwn(contact)))
        {
            return true;
        }
        var (first, end) = matcher.LookUpSlots(rowKeys);
        var sought = rowKeys[first..end];
        var keys = contact < 0 ? [] : states.Keys(contact);
        foreach (var key in sought)
        {
            if (key != 0 && keys.Contains(key))
            {
                return true;
            }
        }
        matcher.Replace(sought, keys, owner);
        Release(sought, keys);
        return false;
    }

    /// <summary>
    /// To how many contacts the keys of a row should be looked up now, because as many as were looked up before have given one
    /// of them up in this chunk; 0 when there is no need.
    /// </summary>
    public int NextLimit(ReadOnlySpan<UInt128> rowKeys)
    {
        var next = 0;
        foreach (var key in rowKeys)
        {
            if (IsUsedUp(key))
            {
                limits[key] = LimitFactor * LimitOf(key);
                next = Math.Max(next, limits[key]);
            }
        }
        return next;
    }

    /// <summary>True when <see cref="NextLimit"/> has a need to tell.</summary>
    public bool HasNextLimit(ReadOnlySpan<UInt128> rowKeys)
    {
        foreach (var key in rowKeys)
        {
            if (IsUsedUp(key))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True when all contacts that a key was looked up to may have given it up.</summary>
    bool IsUsedUp(UInt128 key) => released.Count > 0 && released.GetValueOrDefault(key) >= LimitOf(key);

    int LimitOf(UInt128 key) => limits.GetValueOrDefault(key, ProbeTable.OwnersMax);

    /// <summary>Reads the match fields of a contact as it is stored.</summary>
    public ValueTask ReadAsync(long owner, LoadConnection connection, CancellationToken cancellationToken)
    {
        wanted.Add(owner);
        return ReadWantedAsync(connection, cancellationToken);
    }

    async ValueTask ReadWantedAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        if (wanted.Count > 0)
        {
            var open = await connection.BeginReadAsync(cancellationToken).ConfigureAwait(false);
            var copy = await probes.ReadAsync(open, owners, wanted, cancellationToken).ConfigureAwait(false);
            await using (copy.ConfigureAwait(false))
            {
                while (await copy.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    See(copy);
                }
            }
            foreach (var owner in wanted)
            {
                if (states.IndexOf(owner) < 0)
                {
                    missing.Add(owner);
                }
            }
        }
        wanted.Clear();
        asked.Clear();
    }

    /// <summary>Takes a contact over as it was read: which one, version, whether it is this job's own, values.</summary>
    void See(ContactReader row)
    {
        const int FirstField = 3;
        var owner = wanted[BinaryPrimitives.ReadInt32BigEndian(row.Value(0))];
        if (states.IndexOf(owner) >= 0)
        {
            throw new JobException(
                $"Two rows of {plan.Table.Name.Quoted} have the same primary key, as rows of tables that inherit from it may have, so nobody can tell which of them a record updates; give them different keys, or import into the one table that holds the contacts."
            );
        }
        var version = BinaryPrimitives.ReadUInt32BigEndian(row.Value(1));
        var contact = states.AddSeen(owner, version, isOwn: row.Value(2)[0] != 0, row, FirstField);
        ComputeKeys(contact).CopyTo(states.Keys(contact));
    }

    /// <summary>Registers a row as a new contact.</summary>
    public void Insert(long owner, int ordinal, ContactMatcher matcher)
    {
        var (batch, row) = chunk!.At(ordinal);
        matcher.Add(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount), owner);
        inserted.Add(ordinal);
        if (plan.KeyStrategy != KeyStrategy.Sequence)
        {
            owners.SetKey(owner, NewKey.Of(plan, batch, row, stackalloc byte[NewKey.RoomLength]));
        }
    }

    /// <summary>Merges a row into a contact and returns its round: how many rows of the chunk were merged into it before.</summary>
    public int Merge(long owner, RecordBatch batch, int row, ContactMatcher matcher)
    {
        var contact = states.IndexOf(owner);
        if (contact < 0)
        {
            contact = AddInserted(owner);
        }
        if (merger.Merge(states, contact, batch, row))
        {
            var oldKeys = states.Keys(contact);
            var newKeys = ComputeKeys(contact);
            matcher.Replace(oldKeys, newKeys, owner);
            Release(oldKeys, newKeys);
            journal.Add(owner, oldKeys, newKeys);
            newKeys.CopyTo(oldKeys);
        }
        return states.NextRound(contact);
    }

    /// <summary>Takes the merges of the chunk back, the last one first.</summary>
    public void Undo(ContactMatcher matcher)
    {
        for (var index = journal.Count - 1; index >= 0; index--)
        {
            matcher.Replace(journal.NewKeys(index), journal.OldKeys(index), journal.Owner(index));
        }
        Committed();
    }

    /// <summary>Calls back with the keys that contacts got in this chunk.</summary>
    public void ForEachChanged(ChunkDecider.KeyUse use)
    {
        for (var change = 0; change < journal.Count; change++)
        {
            use(journal.NewKeys(change), journal.Owner(change));
        }
    }

    /// <summary>Forgets the chunk, which is committed.</summary>
    public void Committed()
    {
        journal.Clear();
        states.Clear();
        inserted.Clear();
        wanted.Clear();
        asked.Clear();
        missing.Clear();
        released.Clear();
        limits.Clear();
    }

    void Release(ReadOnlySpan<UInt128> oldKeys, ReadOnlySpan<UInt128> newKeys)
    {
        foreach (var key in oldKeys)
        {
            if (key != 0 && !newKeys.Contains(key))
            {
                released[key] = released.GetValueOrDefault(key) + 1;
            }
        }
    }

    int AddInserted(long owner)
    {
        var (batch, row) = chunk!.At(inserted[(int)(owner - chunk.FirstOwner)]);
        var contact = states.Add(owner);
        merger.Take(states, contact, batch, row);
        ComputeKeys(contact).CopyTo(states.Keys(contact));
        return contact;
    }

    /// <summary>The keys of a contact by its values; valid until the next are computed.</summary>
    ReadOnlySpan<UInt128> ComputeKeys(int contact)
    {
        calculator.Clear();
        calculator.AddContact();
        for (var field = 0; field < columns.FieldNames.Count; field++)
        {
            calculator.SetValue(field, states.Value(contact, field));
        }
        calculator.Compute();
        return calculator.Keys(0);
    }
}

using System.Buffers.Binary;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Follows, while a chunk of updates is decided, how the match fields of each contact change from row to row, and keeps the
/// matcher up to date. The database does the same merging afterwards, with all columns.
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
    readonly ValueMerger merger = new();
    readonly Dictionary<long, State> states = [];
    readonly List<(long Owner, UInt128[] Old, UInt128[] New)> journal = [];
    readonly List<int> inserted = [];

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
        var wanted = new HashSet<long>();
        foreach (var batch in rows.Batches)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (
                    batch.IsPending(row)
                    && matcher.Find(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount)) is var found and not 0
                )
                {
                    wanted.Add(found);
                }
            }
        }
        await ReadAsync(wanted, connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the contact was read or looked for in vain, or is one that this chunk inserts.</summary>
    public bool Knows(long owner) => owner >= chunk!.FirstOwner || states.ContainsKey(owner) || missing.Contains(owner);

    /// <summary>
    /// True when the contact that the matcher found for a row is there and has a key of the row. Others may have deleted or
    /// changed it since its keys were read; then the matcher learns how it stands, and should be asked again. What this job wrote
    /// last counts as the input has it: a column may keep it in another form, such as 7 for 007.
    /// </summary>
    public bool Confirms(long owner, ReadOnlySpan<UInt128> rowKeys, ContactMatcher matcher)
    {
        if (owner >= chunk!.FirstOwner || (states.TryGetValue(owner, out var state) && state.IsOwn))
        {
            return true;
        }
        var (first, end) = matcher.LookUpSlots(rowKeys);
        var sought = rowKeys[first..end];
        var keys = state?.Keys ?? [];
        foreach (var key in sought)
        {
            if (key != 0 && keys.AsSpan().Contains(key))
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
            var limit = limits.GetValueOrDefault(key, ProbeTable.OwnersMax);
            if (released.Count > 0 && released.GetValueOrDefault(key) >= limit)
            {
                next = Math.Max(next, LimitFactor * limit);
                limits[key] = LimitFactor * limit;
            }
        }
        return next;
    }

    /// <summary>Reads the match fields of contacts as they are stored.</summary>
    public async ValueTask ReadAsync(
        IReadOnlyCollection<long> wanted,
        LoadConnection connection,
        CancellationToken cancellationToken
    )
    {
        if (wanted.Count == 0)
        {
            return;
        }
        var ownerOf = wanted.ToDictionary(owners.KeyOf, StringComparer.Ordinal);
        var open = await connection.BeginReadAsync(cancellationToken).ConfigureAwait(false);
        var copy = await probes.ReadAsync(open, ownerOf.Keys, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            while (await copy.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var values = new byte[columns.FieldNames.Count][];
                for (var field = 0; field < values.Length; field++)
                {
                    values[field] = copy.Value(field + 3).ToArray();
                }
                var owner = ownerOf[Encoding.UTF8.GetString(copy.Value(0))];
                var version = BinaryPrimitives.ReadUInt32BigEndian(copy.Value(1));
                chunk!.Seen[owner] = new SeenContact(version, KeyColumns.SeenValue(values));
                states[owner] = new State(values, KeysOf(values)) { IsOwn = copy.Value(2)[0] != 0 };
            }
        }
        missing.UnionWith(wanted.Where(owner => !states.ContainsKey(owner)));
    }

    /// <summary>Registers a row as a new contact.</summary>
    public void Insert(long owner, int ordinal, ContactMatcher matcher)
    {
        var (batch, row) = chunk!.At(ordinal);
        matcher.Add(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount), owner);
        inserted.Add(ordinal);
        if (plan.KeyStrategy != KeyStrategy.Sequence)
        {
            owners.SetKey(owner, NewKey.Of(plan, batch, row));
        }
    }

    /// <summary>Merges a row into a contact and returns its round: how many rows of the chunk were merged into it before.</summary>
    public int Merge(long owner, RecordBatch batch, int row, ContactMatcher matcher)
    {
        if (!states.TryGetValue(owner, out var state))
        {
            state = StateOfInserted(owner);
            states.Add(owner, state);
        }
        var merged = MergedValues(state.Values, batch, row);
        if (merged is not null)
        {
            var keys = KeysOf(merged);
            matcher.Replace(state.Keys, keys, owner);
            Release(state.Keys, keys);
            journal.Add((owner, state.Keys, keys));
            state.Values = merged;
            state.Keys = keys;
        }
        return state.Round++;
    }

    /// <summary>Takes the merges of the chunk back, the last one first.</summary>
    public void Undo(ContactMatcher matcher)
    {
        for (var index = journal.Count - 1; index >= 0; index--)
        {
            matcher.Replace(journal[index].New, journal[index].Old, journal[index].Owner);
        }
        Committed();
    }

    /// <summary>Calls back with the keys that contacts got in this chunk.</summary>
    public void ForEachChanged(ChunkDecider.KeyUse use)
    {
        foreach (var (owner, _, keys) in journal)
        {
            use(keys, owner);
        }
    }

    /// <summary>Forgets the chunk, which is committed.</summary>
    public void Committed()
    {
        journal.Clear();
        states.Clear();
        inserted.Clear();
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

    State StateOfInserted(long owner)
    {
        var (batch, row) = chunk!.At(inserted[(int)(owner - chunk.FirstOwner)]);
        var values = columns
            .FieldNames.Select(name => batch.Layout.ColumnOf(name))
            .Select(column => column < 0 ? [] : batch.Value(row, column).ToArray())
            .ToArray();
        return new State(values, KeysOf(values));
    }

    /// <summary>The match fields after a merge, or null when none of them changes.</summary>
    byte[][]? MergedValues(byte[][] stored, RecordBatch batch, int row)
    {
        byte[][]? merged = null;
        for (var field = 0; field < stored.Length; field++)
        {
            var column = batch.Layout.ColumnOf(columns.FieldNames[field]);
            if (column < 0 || !IsStored(columns.FieldNames[field]))
            {
                continue;
            }
            var value = batch.Value(row, column);
            var clears = options.BlankClears && !batch.Layout.Columns[column].IsDerived;
            if (
                value.SequenceEqual(stored[field])
                || !MayReplace(columns.FieldNames[field], stored[field], value, clears)
            )
            {
                continue;
            }
            merged ??= [.. stored];
            merged[field] =
                options.MergePolicies.GetValueOrDefault(columns.FieldNames[field]) == MergePolicy.Append
                && stored[field].Length > 0
                    ? merger
                        .Merge(
                            MergePolicy.Append,
                            ContactFields.Find(columns.FieldNames[field])!.Kind,
                            stored[field],
                            value
                        )
                        .ToArray()
                    : value.ToArray();
        }
        return merged;
    }

    bool IsStored(string field) => columns.Expression(field) != "null";

    bool MayReplace(string field, byte[] stored, ReadOnlySpan<byte> value, bool clears) =>
        options.MergePolicies.GetValueOrDefault(field) switch
        {
            MergePolicy.Keep => false,
            MergePolicy.Fill => stored.Length == 0 && !value.IsEmpty,
            MergePolicy.Append => !value.IsEmpty,
            _ => !value.IsEmpty || clears,
        };

    UInt128[] KeysOf(byte[][] values)
    {
        calculator.Clear();
        calculator.AddContact();
        for (var field = 0; field < values.Length; field++)
        {
            calculator.SetValue(field, values[field]);
        }
        calculator.Compute();
        return calculator.Keys(0).ToArray();
    }

    sealed class State(byte[][] values, UInt128[] keys)
    {
        public byte[][] Values { get; set; } = values;

        public UInt128[] Keys { get; set; } = keys;

        public int Round { get; set; }

        /// <summary>True when this job wrote it last.</summary>
        public bool IsOwn { get; init; }
    }
}

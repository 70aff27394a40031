using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Normalization.Phones;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Encoders;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// A staging table of what rows look for: the slot of the key and the normalized values of its fields; or of contacts to be read, each
/// with its index and its key. Joined with the contacts it says which of them exist; values are compared, not hashes.
/// </summary>
sealed class ProbeTable
{
    /// <summary>
    /// Contacts that one key is looked up to at first. A switchboard's number may be shared by a million contacts; the first of
    /// them counts, further ones only when the first gives the number up in the same chunk. More are looked up when all do.
    /// </summary>
    public const int OwnersMax = 64;

    const string Name = "pg_temp.etl_probe";
    const string Savepoint = "etl_probe";

    readonly LoadPlan plan;
    readonly KeyColumns columns;
    readonly SoughtForms forms;
    readonly int valueCount;
    readonly bool isOwnerAsked;
    readonly bool hasIndexes;
    readonly string whose;
    readonly string encoding;
    readonly string findSql;
    readonly string? byKeySql;

    /// <summary>Of the COPY that fills the table, and of the query behind it that reads what was found.</summary>
    readonly CopyBuffer buffer = new();

    /// <summary>What is looked for at a time, and the tuple that is made of it.</summary>
    readonly List<Probe> probes = [];
    readonly EncodedRows tuple = new();

    public ProbeTable(LoadPlan plan, StoreSinkOptions options, KeyColumns columns, bool hasIndexes, string encoding)
    {
        isOwnerAsked = options.OnDuplicate == DuplicatePolicy.Update;
        this.hasIndexes = hasIndexes;
        this.encoding = encoding;
        this.plan = plan;
        this.columns = columns;
        forms = new SoughtForms(columns, plan.IsMadeByEtl ? null : new StoredPhone(options.Country));
        valueCount = Math.Max(1, columns.Slots.Max(slot => slot.Count));
        whose = StoredContacts.Whose(plan, options);
        findSql = FindSql(OwnersMax);
        byKeySql = isOwnerAsked ? ByKeySql(StoredContacts.IsOwn(plan, options)) : null;
    }

    /// <summary>
    /// Looks up what the pending rows of a chunk look for, as far as <paramref name="mayBeStored"/> does not exclude it. Null when
    /// nothing is left to ask; otherwise rows of (key, values of the match fields). The caller's transaction must be open or the
    /// connection idle: the table lives as long as the session.
    /// </summary>
    public async ValueTask<ContactReader?> FindAsync(
        NpgsqlConnection connection,
        ChunkRows rows,
        ContactMatcher matcher,
        Func<UInt128, bool> mayBeStored,
        CancellationToken cancellationToken
    )
    {
        probes.Clear();
        foreach (var batch in rows.Batches)
        {
            AddProbes(batch, matcher, mayBeStored);
        }
        return probes.Count == 0 ? null : await FindAsync(connection, findSql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks up what one row looks for, to that many contacts.</summary>
    public ValueTask<ContactReader> FindMoreAsync(
        NpgsqlConnection connection,
        RecordBatch batch,
        int row,
        ContactMatcher matcher,
        int ownersMax,
        CancellationToken cancellationToken
    )
    {
        probes.Clear();
        AddProbes(batch, row, matcher, static _ => true);
        return FindAsync(connection, FindSql(ownersMax), cancellationToken);
    }

    async ValueTask<ContactReader> FindAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        if (HoldsAllCharacters(connection))
        {
            await CopyAsync(connection, probes, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CopyTranslatableAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        return await ContactReader.StartAsync(connection, sql, buffer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the server takes every text.</summary>
    static bool HoldsAllCharacters(NpgsqlConnection connection) =>
        connection.PostgresParameters.GetValueOrDefault("server_encoding") is "UTF8" or "SQL_ASCII";

    async ValueTask CopyAsync(NpgsqlConnection connection, IEnumerable<Probe> sent, CancellationToken cancellationToken)
    {
        var copy = await StartAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            foreach (var probe in sent)
            {
                Encode(probe);
                await copy.WriteAsync(tuple, cancellationToken).ConfigureAwait(false);
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the server's encoding lacks no contact can hold, so a key with such a character need not be looked for.</summary>
    async ValueTask CopyTranslatableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var left = new HashSet<int>();
        await connection.RunAsync($"savepoint {Savepoint}", [], cancellationToken).ConfigureAwait(false);
        await PartWalk.RunAsync(probes.Count, CopyPartAsync).ConfigureAwait(false);
        await connection.RunAsync($"release savepoint {Savepoint}", [], cancellationToken).ConfigureAwait(false);

        async ValueTask<int?> CopyPartAsync(int first, int end)
        {
            var sent = Enumerable.Range(first, end - first).Where(probe => !left.Contains(probe)).ToList();
            try
            {
                await CopyAsync(connection, sent.Select(probe => probes[probe]), cancellationToken)
                    .ConfigureAwait(false);
                var keep = $"release savepoint {Savepoint}; savepoint {Savepoint}";
                await connection.RunAsync(keep, [], cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (PostgresException exception) when (exception.SqlState == SqlState.Untranslatable)
            {
                var takeBack = $"rollback to savepoint {Savepoint}";
                await connection.RunAsync(takeBack, [], cancellationToken).ConfigureAwait(false);
                var line = sent.Count == 1 ? 1 : Refusals.LineOf(exception);
                if (line < 1 || line > sent.Count)
                {
                    return PartWalk.Middle(first, end);
                }
                left.Add(sent[line - 1]);
                return sent[line - 1] > first ? sent[line - 1] : end;
            }
        }
    }

    /// <summary>
    /// Reads the match fields of contacts: rows of (index of the contact, version, whether this job wrote it last, values of the match
    /// fields as they stand).
    /// </summary>
    /// <param name="connection">Where to.</param>
    /// <param name="owners">The keys of contacts.</param>
    /// <param name="wanted">The contacts, each once.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask<ContactReader> ReadAsync(
        NpgsqlConnection connection,
        ContactOwners owners,
        List<long> wanted,
        CancellationToken cancellationToken
    )
    {
        await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var copy = await StartAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            for (var index = 0; index < wanted.Count; index++)
            {
                EncodeKey(index, owners, wanted[index]);
                await copy.WriteAsync(tuple, cancellationToken).ConfigureAwait(false);
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        return await ContactReader.StartAsync(connection, byKeySql!, buffer, cancellationToken).ConfigureAwait(false);
    }

    void AddProbes(RecordBatch batch, ContactMatcher matcher, Func<UInt128, bool> mayBeStored)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                AddProbes(batch, row, matcher, mayBeStored);
            }
        }
    }

    void AddProbes(RecordBatch batch, int row, ContactMatcher matcher, Func<UInt128, bool> mayBeStored)
    {
        var keys = batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount);
        var (first, end) = matcher.LookUpSlots(keys);
        for (var slot = first; slot < end; slot++)
        {
            if (keys[slot] != 0 && mayBeStored(keys[slot]))
            {
                var count = forms.Count(batch, row, slot);
                for (var form = 0; form < count; form++)
                {
                    probes.Add(new Probe(batch, row, slot, form));
                }
            }
        }
    }

    void Encode(Probe probe)
    {
        StartTuple(probe.Slot);
        var count = columns.Slots[probe.Slot].Count;
        for (var index = 0; index < count; index++)
        {
            Append(forms.Value(probe.Batch, probe.Row, probe.Slot, probe.Form, index));
        }
        EndTuple(count);
    }

    void EncodeKey(int index, ContactOwners owners, long owner)
    {
        StartTuple(index);
        Append(owners.KeyOf(owner, stackalloc byte[ContactOwners.RoomLength]));
        EndTuple(1);
    }

    void StartTuple(int slot)
    {
        const int LengthBytes = sizeof(short) + 2 * sizeof(int);
        tuple.Clear();
        var header = tuple.GetSpan(LengthBytes);
        BinaryPrimitives.WriteInt16BigEndian(header, (short)(1 + valueCount));
        BinaryPrimitives.WriteInt32BigEndian(header[sizeof(short)..], sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(header[(sizeof(short) + sizeof(int))..], slot);
        tuple.Advance(LengthBytes);
    }

    void Append(ReadOnlySpan<byte> value)
    {
        var field = tuple.GetSpan(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field[sizeof(int)..]);
        tuple.Advance(sizeof(int) + value.Length);
    }

    /// <summary>Slots of fewer fields leave the rest NULL.</summary>
    void EndTuple(int count)
    {
        for (var index = count; index < valueCount; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(tuple.GetSpan(sizeof(int)), -1);
            tuple.Advance(sizeof(int));
        }
    }

    ValueTask<CopyIn> StartAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        CopyIn.StartAsync(connection, $"copy {Name} from stdin (format binary)", buffer, cancellationToken);

    async ValueTask PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var values = string.Concat(
            Enumerable.Range(1, valueCount).Select(index => FormattableString.Invariant($", v{index} text"))
        );
        var command = new NpgsqlCommand(
            $"create temporary table if not exists {Name} (slot int{values}) on commit drop; truncate {Name}",
            connection
        );
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// With indexes every value is looked up through one, to so many contacts at most (the inner OFFSET 0 keeps the
    /// planner from walking the primary key instead); without, the planner joins as it sees fit.
    /// </summary>
    string FindSql(int ownersMax)
    {
        var key = isOwnerAsked ? $"t.{Sql.Quote(plan.Table.Key!.Name)}" : null;
        var who = key is null ? whose : $"{key}::text";
        var values = string.Concat(columns.FieldNames.Select(name => ", " + columns.Expression(name)));
        var table = plan.Table.Name.Quoted;
        var parts = new List<string>();
        foreach (var (slot, stored) in Pairs())
        {
            var condition = string.Join(
                " and ",
                stored.Select((field, index) => Condition(columns.Slots[slot][index], field, index))
            );
            var sought = FormattableString.Invariant($"(select distinct * from {Name} where slot = {slot}) p");
            if (!hasIndexes)
            {
                parts.Add($"select {who}{values} from {sought} join {table} t on {condition}");
                continue;
            }
            var order = key is null ? " limit 1" : FormattableString.Invariant($" order by {key} limit {ownersMax}");
            parts.Add(
                $"select {who}{values} from {sought} cross join lateral "
                    + $"(select * from (select t.xmin, t.* from {table} t where {condition} offset 0) t{order}) t"
            );
        }
        return string.Join(" union all ", parts);
    }

    /// <summary>Each slot of a row with each place where the contacts may hold the same key.</summary>
    IEnumerable<(int Slot, IReadOnlyList<string> Stored)> Pairs() =>
        columns.Slots.SelectMany(
            (sought, slot) =>
                columns
                    .SlotsOfSameRule[slot]
                    .Where(stored => stored.Count == sought.Count && columns.IsStored(stored))
                    .Select(stored => (slot, stored))
        );

    string Condition(string soughtField, string field, int index)
    {
        var stored = columns.Expression(field);
        var sought = columns.NormalForm(soughtField, FormattableString.Invariant($"p.v{index + 1}"));
        return KeyColumns.IsFolded(field)
            ? $"{FoldedText.Of(stored, encoding)} = {FoldedText.Of(sought, encoding)}"
            : $"{stored} = {sought}";
    }

    string ByKeySql(string isOwn)
    {
        var key = plan.Table.Key!;
        var values = string.Concat(columns.FieldNames.Select(name => ", " + columns.Expression(name)));
        return $"select p.slot, t.xmin, {isOwn}{values} from {plan.Table.Name.Quoted} t join {Name} p "
            + $"on t.{Sql.Quote(key.Name)} = p.v1::{key.TypeName}";
    }

    /// <summary>A key that is looked for, in one of the forms that contacts may hold it in.</summary>
    readonly record struct Probe(RecordBatch Batch, int Row, int Slot, int Form);
}

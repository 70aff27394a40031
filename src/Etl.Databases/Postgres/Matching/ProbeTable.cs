using System.Buffers.Binary;
using System.Text;
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
/// A staging table of what rows look for: the slot of the key and the normalized values of its fields, or (slot −1) the key of a
/// contact. Joined with the contacts it says which of them exist; values are compared, not hashes.
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
    const short ByKey = -1;

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
    readonly CopyBuffer buffer = new();

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
    public async ValueTask<CopyOut?> FindAsync(
        NpgsqlConnection connection,
        ChunkRows rows,
        ContactMatcher matcher,
        Func<UInt128, bool> mayBeStored,
        CancellationToken cancellationToken
    )
    {
        var probes = new List<(RecordBatch Batch, int Row, int Slot, int Form)>();
        foreach (var batch in rows.Batches)
        {
            AddProbes(batch, matcher, mayBeStored, probes);
        }
        return probes.Count == 0
            ? null
            : await FindAsync(connection, probes, findSql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks up what one row looks for, to that many contacts.</summary>
    public ValueTask<CopyOut> FindMoreAsync(
        NpgsqlConnection connection,
        RecordBatch batch,
        int row,
        ContactMatcher matcher,
        int ownersMax,
        CancellationToken cancellationToken
    )
    {
        var probes = new List<(RecordBatch Batch, int Row, int Slot, int Form)>();
        AddProbes(batch, row, matcher, _ => true, probes);
        return FindAsync(connection, probes, FindSql(ownersMax), cancellationToken);
    }

    async ValueTask<CopyOut> FindAsync(
        NpgsqlConnection connection,
        List<(RecordBatch Batch, int Row, int Slot, int Form)> probes,
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
            await CopyTranslatableAsync(connection, probes, cancellationToken).ConfigureAwait(false);
        }
        return await CopyOut.StartAsync(connection, sql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the server takes every text.</summary>
    static bool HoldsAllCharacters(NpgsqlConnection connection) =>
        connection.PostgresParameters.GetValueOrDefault("server_encoding") is "UTF8" or "SQL_ASCII";

    async ValueTask CopyAsync(
        NpgsqlConnection connection,
        IEnumerable<(RecordBatch Batch, int Row, int Slot, int Form)> probes,
        CancellationToken cancellationToken
    )
    {
        var copy = await StartAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var scratch = new EncodedRows();
            foreach (var (batch, row, slot, form) in probes)
            {
                scratch.Clear();
                Encode(scratch, slot, forms.Values(batch, row, slot, form));
                await WriteAsync(copy, scratch, cancellationToken).ConfigureAwait(false);
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the server's encoding lacks no contact can hold, so a key with such a character need not be looked for.</summary>
    async ValueTask CopyTranslatableAsync(
        NpgsqlConnection connection,
        List<(RecordBatch Batch, int Row, int Slot, int Form)> probes,
        CancellationToken cancellationToken
    )
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
    /// Reads the match fields of contacts by their keys: rows of (key, version, whether this job wrote it last, values of the match
    /// fields as they stand).
    /// </summary>
    public async ValueTask<CopyOut> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<string> keys,
        CancellationToken cancellationToken
    )
    {
        await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var copy = await StartAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var scratch = new EncodedRows();
            foreach (var key in keys)
            {
                scratch.Clear();
                Encode(scratch, ByKey, [Encoding.UTF8.GetBytes(key)]);
                await WriteAsync(copy, scratch, cancellationToken).ConfigureAwait(false);
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        return await CopyOut.StartAsync(connection, byKeySql!, cancellationToken).ConfigureAwait(false);
    }

    void AddProbes(
        RecordBatch batch,
        ContactMatcher matcher,
        Func<UInt128, bool> mayBeStored,
        List<(RecordBatch Batch, int Row, int Slot, int Form)> probes
    )
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                AddProbes(batch, row, matcher, mayBeStored, probes);
            }
        }
    }

    void AddProbes(
        RecordBatch batch,
        int row,
        ContactMatcher matcher,
        Func<UInt128, bool> mayBeStored,
        List<(RecordBatch Batch, int Row, int Slot, int Form)> probes
    )
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
                    probes.Add((batch, row, slot, form));
                }
            }
        }
    }

    void Encode(EncodedRows output, int slot, byte[][] values)
    {
        var header = output.GetSpan(2 * sizeof(short) + sizeof(int));
        BinaryPrimitives.WriteInt16BigEndian(header, (short)(1 + valueCount));
        BinaryPrimitives.WriteInt32BigEndian(header[sizeof(short)..], sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(header[(sizeof(short) + sizeof(int))..], (short)slot);
        output.Advance(2 * sizeof(short) + sizeof(int));
        for (var index = 0; index < valueCount; index++)
        {
            var value = index < values.Length ? values[index] : null;
            var field = output.GetSpan(sizeof(int) + (value?.Length ?? 0));
            BinaryPrimitives.WriteInt32BigEndian(field, value?.Length ?? -1);
            value?.CopyTo(field[sizeof(int)..]);
            output.Advance(sizeof(int) + (value?.Length ?? 0));
        }
        output.EndRow();
    }

    static async ValueTask WriteAsync(CopyIn copy, EncodedRows row, CancellationToken cancellationToken)
    {
        while (!copy.TryWrite(row.Bytes))
        {
            await copy.FlushAsync(cancellationToken).ConfigureAwait(false);
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
            $"create temporary table if not exists {Name} (slot smallint{values}) on commit drop; truncate {Name}",
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
        return $"copy ({string.Join(" union all ", parts)}) to stdout (format binary)";
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
        return $"copy (select p.v1, t.xmin, {isOwn}{values} from {plan.Table.Name.Quoted} t join {Name} p "
            + $"on t.{Sql.Quote(key.Name)} = p.v1::{key.TypeName}) to stdout (format binary)";
    }
}

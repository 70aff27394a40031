using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Databases.Postgres.Matching;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>Sends rows of a chunk by binary COPY: new ones to the table, those to merge to the staging table.</summary>
sealed class RowCopier(LoadContext context, CopyBuffer buffer)
{
    /// <summary>Count of fields and length of the key come before a key that Etl gives.</summary>
    const int KeyOffset = sizeof(short) + sizeof(int);

    /// <summary>Most rows that are copied as one: what does not fit any more into a buffer is tried again in halves.</summary>
    const int RunMax = 64;

    /// <summary>The columns that batches leave out, each of them NULL.</summary>
    readonly byte[] tail =
    [
        .. context
            .Plan.Columns.Skip(context.Plan.Tail?.Start ?? context.Plan.Columns.Count)
            .SelectMany(_ => LoadColumn.Null),
    ];

    readonly EncodedLayouts layouts = new(context.Plan);
    readonly StageEncoder? stageEncoder = context.Merge is { } merge
        ? new StageEncoder(context.Plan, merge, context.Options)
        : null;
    readonly EncodedRows staged = new();

    /// <summary>Copies the new contacts among the rows [first, end) and returns how many they are.</summary>
    public async ValueTask<int> InsertAsync(
        NpgsqlConnection connection,
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    )
    {
        var hasTail = HasTail(rows);
        var sql = hasTail ? context.CopySql : context.CopyWithoutTailSql;
        var copy = await CopyIn.StartAsync(connection, sql, buffer, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var count = 0;
            var next = first;
            while (next < end)
            {
                (next, count) = Fill(copy, rows, next, end, count, hasTail);
                if (next < end)
                {
                    await copy.FlushAsync(cancellationToken).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
            return count;
        }
    }

    /// <summary>Copies the keys of the new contacts into the ledger, where no range of ids tells them.</summary>
    public async ValueTask RememberKeysAsync(
        NpgsqlConnection connection,
        ChunkRows rows,
        CancellationToken cancellationToken
    )
    {
        var sql = $"copy {context.Ledger.Tables.Inserted} (for_job, chunk, key) from stdin (format binary)";
        var copy = await CopyIn.StartAsync(connection, sql, buffer, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            for (var ordinal = 0; ordinal < rows.Count; ordinal++)
            {
                if (IsInsert(rows, ordinal))
                {
                    var (batch, row) = rows.At(ordinal);
                    EncodeKey(rows.Number, batch, row);
                    await copy.WriteAsync(staged, cancellationToken).ConfigureAwait(false);
                }
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Copies the rows to merge among [first, end) into the staging table.</summary>
    public async ValueTask StageAsync(
        NpgsqlConnection connection,
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    )
    {
        var copy = await CopyIn
            .StartAsync(connection, context.Merge!.CopyStage, buffer, cancellationToken)
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            for (var ordinal = first; ordinal < end; ordinal++)
            {
                if (IsMerge(rows, ordinal))
                {
                    EncodeMerge(rows, ordinal);
                    await copy.WriteAsync(staged, cancellationToken).ConfigureAwait(false);
                }
            }
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>True for rows that are sent as new contacts.</summary>
    public static bool IsInsert(ChunkRows rows, int ordinal) =>
        rows.Actions[ordinal] == RowAction.Insert && (rows.Refusals.Count == 0 || !rows.Refusals.ContainsKey(ordinal));

    /// <summary>True for rows that are merged into contacts.</summary>
    public static bool IsMerge(ChunkRows rows, int ordinal) =>
        rows.Actions[ordinal] == RowAction.Merge && (rows.Refusals.Count == 0 || !rows.Refusals.ContainsKey(ordinal));

    /// <summary>True when any of the rows [first, end) is sent as a new contact.</summary>
    public static bool HasInsert(ChunkRows rows, int first, int end)
    {
        while (first < end && !IsInsert(rows, first))
        {
            first++;
        }
        return first < end;
    }

    /// <summary>True when any of the rows [first, end) is merged into a contact.</summary>
    public static bool HasMerge(ChunkRows rows, int first, int end)
    {
        while (first < end && !IsMerge(rows, first))
        {
            first++;
        }
        return first < end;
    }

    // All rows of a COPY have the same columns.
    static bool HasTail(ChunkRows rows)
    {
        foreach (var batch in rows.Batches)
        {
            if (!batch.Encoded.IsWithoutTail)
            {
                return true;
            }
        }
        return false;
    }

    (int Next, int Count) Fill(CopyIn copy, ChunkRows rows, int first, int end, int count, bool hasTail)
    {
        var index = IndexOf(rows, first);
        var next = first;
        while (next < end)
        {
            while (next >= rows.FirstRowOf(index + 1))
            {
                index++;
            }
            var run = InsertsFrom(rows, next, Math.Min(end, rows.FirstRowOf(index + 1)));
            if (run == 0)
            {
                next++;
                continue;
            }
            var taken = Take(copy, rows, index, next, run, hasTail);
            if (taken == 0)
            {
                break;
            }
            next += taken;
            count += taken;
        }
        return (next, count);
    }

    /// <summary>Takes the first of a run of rows, as many as there is room for, and returns how many.</summary>
    int Take(CopyIn copy, ChunkRows rows, int index, int ordinal, int count, bool hasTail)
    {
        var batch = rows.Batches[index];
        var row = ordinal - rows.FirstRowOf(index);
        var lacksTail = hasTail && batch.Encoded.IsWithoutTail;
        if (batch.Encoded.IsLate)
        {
            return TakeLate(copy, rows, batch, ordinal, row, count, lacksTail);
        }
        return lacksTail
            ? TakeWithTail(copy, rows, batch.Encoded, ordinal, row)
            : Take(copy, rows, batch.Encoded, ordinal, row, count);
    }

    /// <summary>How many rows from this one on are sent as new contacts without another between, up to <see cref="RunMax"/>.</summary>
    static int InsertsFrom(ChunkRows rows, int first, int end)
    {
        var actions = rows.Actions;
        var isRefusalPossible = rows.Refusals.Count > 0;
        var last = Math.Min(end, first + RunMax);
        var next = first;
        while (
            next < last && actions[next] == RowAction.Insert && !(isRefusalPossible && rows.Refusals.ContainsKey(next))
        )
        {
            next++;
        }
        return next - first;
    }

    /// <summary>The same for rows that a worker has encoded.</summary>
    int Take(CopyIn copy, ChunkRows rows, EncodedRows encoded, int ordinal, int row, int count)
    {
        var bytes = encoded.Range(row, row + count);
        var space = copy.TryTake(bytes.Length);
        if (space.IsEmpty)
        {
            return count == 1 ? 0 : Take(copy, rows, encoded, ordinal, row, count / 2);
        }
        bytes.CopyTo(space);
        for (var index = 0; index < count; index++)
        {
            WriteKey(space, rows, ordinal + index);
            space = space[encoded.Row(row + index).Length..];
        }
        return count;
    }

    /// <summary>The same for rows that no worker has encoded.</summary>
    int TakeLate(CopyIn copy, ChunkRows rows, RecordBatch batch, int ordinal, int row, int count, bool lacksTail)
    {
        var layout = layouts.Of(batch);
        ReadOnlySpan<byte> added = lacksTail ? tail : [];
        for (var index = 0; index < count; index++)
        {
            var cells = batch.Cells.Slice((row + index) * batch.ColumnCount, batch.ColumnCount);
            var space = copy.TryReserve(layout.RoomFor(cells) + added.Length);
            if (space.IsEmpty)
            {
                return index;
            }
            var length = layout.WriteTexts(batch.Block.Buffer, cells, space);
            AddTail(space, length, added);
            WriteKey(space, rows, ordinal + index);
            copy.Advance(length + added.Length);
        }
        return count;
    }

    /// <summary>Takes one row and gives it the columns that others of its chunk have a value in.</summary>
    int TakeWithTail(CopyIn copy, ChunkRows rows, EncodedRows encoded, int ordinal, int row)
    {
        var bytes = encoded.Row(row);
        var space = copy.TryTake(bytes.Length + tail.Length);
        if (space.IsEmpty)
        {
            return 0;
        }
        bytes.CopyTo(space);
        AddTail(space, bytes.Length, tail);
        WriteKey(space, rows, ordinal);
        return 1;
    }

    void AddTail(Span<byte> row, int length, ReadOnlySpan<byte> added)
    {
        if (!added.IsEmpty)
        {
            added.CopyTo(row[length..]);
            BinaryPrimitives.WriteInt16BigEndian(row, (short)context.Plan.Columns.Count);
        }
    }

    static int IndexOf(ChunkRows rows, int ordinal)
    {
        var index = 0;
        while (ordinal >= rows.FirstRowOf(index + 1))
        {
            index++;
        }
        return index;
    }

    void WriteKey(Span<byte> row, ChunkRows rows, int ordinal)
    {
        if (context.Plan.KeyStrategy == KeyStrategy.Sequence)
        {
            WriteKey(row, rows.FirstId + (rows.Owners[ordinal] - rows.FirstOwner));
        }
    }

    static void WriteKey(Span<byte> row, long id)
    {
        var key = row[KeyOffset..];
        switch (BinaryPrimitives.ReadInt32BigEndian(row[sizeof(short)..]))
        {
            case sizeof(short):
                BinaryPrimitives.WriteInt16BigEndian(key, (short)id);
                break;
            case sizeof(int):
                BinaryPrimitives.WriteInt32BigEndian(key, (int)id);
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(key, id);
                break;
        }
    }

    void EncodeMerge(ChunkRows rows, int ordinal)
    {
        staged.Clear();
        var (batch, row) = rows.At(ordinal);
        var owner = rows.Owners[ordinal];
        var key = context.Owners.KeyOf(owner, stackalloc byte[ContactOwners.RoomLength]);
        stageEncoder!.Encode(batch, row, ordinal, rows.Rounds[ordinal], key, rows.Contacts!.SeenOf(owner), staged);
    }

    void EncodeKey(int chunk, RecordBatch batch, int row)
    {
        staged.Clear();
        var text = NewKey.Of(context.Plan, batch, row, stackalloc byte[NewKey.RoomLength]);
        var length = sizeof(short) + sizeof(int) + sizeof(long) + sizeof(int) + sizeof(int) + sizeof(int) + text.Length;
        var span = staged.GetSpan(length);
        BinaryPrimitives.WriteInt16BigEndian(span, 3);
        span = span[sizeof(short)..];
        BinaryPrimitives.WriteInt32BigEndian(span, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(span[sizeof(int)..], context.Options.JobId);
        span = span[(sizeof(int) + sizeof(long))..];
        BinaryPrimitives.WriteInt32BigEndian(span, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(span[sizeof(int)..], chunk);
        span = span[(2 * sizeof(int))..];
        BinaryPrimitives.WriteInt32BigEndian(span, text.Length);
        text.CopyTo(span[sizeof(int)..]);
        staged.Advance(length);
    }
}

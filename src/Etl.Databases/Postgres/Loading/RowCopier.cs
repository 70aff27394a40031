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
        var copy = await CopyIn
            .StartAsync(connection, context.CopySql, buffer, cancellationToken)
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var count = 0;
            var next = first;
            while (next < end)
            {
                (next, count) = Fill(copy, rows, next, end, count);
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
                    EncodeKey(rows.Number, NewKey.Of(context.Plan, batch, row));
                    await WriteAsync(copy, staged, cancellationToken).ConfigureAwait(false);
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
                    staged.Clear();
                    var (batch, row) = rows.At(ordinal);
                    var owner = rows.Owners[ordinal];
                    SeenContact? seen = rows.Seen.TryGetValue(owner, out var contact) ? contact : null;
                    var key = context.Owners.KeyOf(owner);
                    stageEncoder!.Encode(batch, row, ordinal, rows.Rounds[ordinal], key, seen, staged);
                    await WriteAsync(copy, staged, cancellationToken).ConfigureAwait(false);
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

    (int Next, int Count) Fill(CopyIn copy, ChunkRows rows, int first, int end, int count)
    {
        var (batch, _) = rows.At(first);
        var index = IndexOf(rows, first);
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            while (ordinal >= rows.FirstRowOf(index + 1))
            {
                batch = rows.Batches[++index];
            }
            if (!IsInsert(rows, ordinal))
            {
                continue;
            }
            var row = batch.Encoded.Row(ordinal - rows.FirstRowOf(index));
            var space = copy.TryTake(row.Length);
            if (space.IsEmpty)
            {
                return (ordinal, count);
            }
            row.CopyTo(space);
            if (context.Plan.KeyStrategy == KeyStrategy.Sequence)
            {
                WriteKey(space, rows.FirstId + (rows.Owners[ordinal] - rows.FirstOwner));
            }
            count++;
        }
        return (end, count);
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

    void EncodeKey(int chunk, string key)
    {
        staged.Clear();
        var text = System.Text.Encoding.UTF8.GetBytes(key);
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

    static async ValueTask WriteAsync(CopyIn copy, EncodedRows row, CancellationToken cancellationToken)
    {
        while (!copy.TryWrite(row.Bytes))
        {
            await copy.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Writes to another sink what is decided, and keeps undecided rows on the disk until all are read and
/// <see cref="LateDuplicates"/> knows which of them are duplicates.
/// </summary>
/// <param name="inner">Where rows go in the end; disposed with this one, like <paramref name="late"/>.</param>
/// <param name="late">Decides; its rows are the pending ones of the undecided batches, in order.</param>
/// <param name="policy">What a duplicate means.</param>
/// <param name="blockBytes">Bytes of rows per block.</param>
public sealed class LateSink(ISink inner, LateDuplicates late, DuplicatePolicy policy, int blockBytes) : ILateSink
{
    RowSpill? rows;

    /// <inheritdoc/>
    public long LateDuplicateCount { get; private set; }

    /// <summary>What decides the rows that are undecided.</summary>
    public LateDuplicates Duplicates => late;

    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch =>
        late.HasBegun
            ? new ReportDuplicateSearch("disk", late.KeyCount, late.LengthBytes + (rows?.LengthBytes ?? 0))
            : new ReportDuplicateSearch("memory", null, 0);

    /// <inheritdoc/>
    public IReadOnlyList<string> FieldsRead => inner.FieldsRead;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => inner.CreateEncoder();

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.IsUndecided)
        {
            return inner.WriteAsync(batch, cancellationToken);
        }
        return KeepAsync(batch, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        inner.CommitAsync(checkpoint, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (rows is not null)
        {
            late.Decide(cancellationToken);
            await WriteLateAsync(cancellationToken).ConfigureAwait(false);
        }
        await inner.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (rows is not null)
        {
            await rows.DisposeAsync().ConfigureAwait(false);
        }
        late.Dispose();
        await inner.DisposeAsync().ConfigureAwait(false);
    }

    async ValueTask KeepAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        rows ??= new RowSpill(late.Folder, KeptColumns);
        await rows.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        foreach (ref var outcome in batch.Outcomes)
        {
            outcome = outcome == RowOutcome.Pending ? RowOutcome.Inserted : outcome;
        }
    }

    /// <summary>One batch is read while the one before is written.</summary>
    async ValueTask WriteLateAsync(CancellationToken cancellationToken)
    {
        var batch = new RecordBatch(blockBytes);
        var ahead = new RecordBatch(blockBytes);
        var row = 0L;
        var reading = ReadAsync(ahead, cancellationToken);
        try
        {
            while (await reading.ConfigureAwait(false))
            {
                (batch, ahead) = (ahead, batch);
                reading = ReadAsync(ahead, cancellationToken);
                MarkDuplicates(batch, ref row);
                await inner.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Nobody may read when the file is closed.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<bool> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return await rows!.TryReadAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    void MarkDuplicates(RecordBatch batch, ref long row)
    {
        for (var index = 0; index < batch.RowCount; index++)
        {
            if (batch.IsPending(index) && late.IsDuplicate(++row))
            {
                if (policy == DuplicatePolicy.Fail)
                {
                    FileDeduper.ThrowDuplicate(batch.FirstRecordNumber + index);
                }
                batch.Outcomes[index] = RowOutcome.DuplicateInFile;
                LateDuplicateCount++;
            }
        }
    }

    int[] KeptColumns(BatchLayout layout) =>
        [.. inner.FieldsRead.Select(layout.ColumnOf).Where(column => column >= 0).Distinct()];
}

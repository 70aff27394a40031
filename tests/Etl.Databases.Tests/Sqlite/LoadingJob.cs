using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Databases.Tests.Sqlite;

/// <summary>Plays the pipeline for one job: batches, chunks, checkpoints; can be stopped behind a chunk and go on.</summary>
sealed class LoadingJob(BatchLayout layout, IReadOnlyList<string[]> rows, int rowsPerChunk)
{
    readonly RecordBatch batch = new(1 << 16);

    /// <summary>The layout, which the sink must be told.</summary>
    public BatchLayout Layout => layout;

    /// <summary>Bucket of each row so far.</summary>
    public List<RowOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Goes on behind the last checkpoint. After <paramref name="chunksMax"/> chunks it writes one more without committing
    /// it and abandons the sink.
    /// </summary>
    public async Task RunAsync(IContactStore store, StoreSinkOptions options, int chunksMax)
    {
        var token = TestContext.Current.CancellationToken;
        var last = await store.LastCheckpointAsync(options.JobId, token);
        var chunkNumber = last is null ? 0 : last.ChunkNumber + 1;
        var done = (int)(last?.RecordCount ?? 0);
        Outcomes.RemoveRange(done, Outcomes.Count - done);
        await using var sink = (ISink)await store.OpenSinkAsync(options, token);
        for (; done < rows.Count; chunksMax--)
        {
            var chunk = rows.Skip(done).Take(rowsPerChunk).ToList();
            StoreFixture.Fill(batch, layout, chunk);
            batch.FirstRecordNumber = done + 1;
            await sink.WriteAsync(batch, token);
            if (chunksMax == 0)
            {
                return;
            }
            done += chunk.Count;
            Outcomes.AddRange(batch.Outcomes);
            await sink.CommitAsync(Checkpoint(chunkNumber++, done), token);
        }
        await sink.CompleteAsync(token);
    }

    Checkpoint Checkpoint(int chunkNumber, int done) =>
        new()
        {
            ChunkNumber = chunkNumber,
            InputIndex = 0,
            Position = new SourcePosition(done, null, 0),
            OriginalOffset = done,
            RecordCount = done,
            LineCount = done,
            Totals = new JobTotals(Totals(), []),
            RejectLengths = new Dictionary<string, long>(),
        };

    RowTotals Totals() =>
        new()
        {
            Read = Outcomes.Count,
            Inserted = Count(RowOutcome.Inserted),
            Updated = Count(RowOutcome.Updated),
            Unchanged = Count(RowOutcome.Unchanged),
            DuplicateInFile = Count(RowOutcome.DuplicateInFile),
            DuplicateInStore = Count(RowOutcome.DuplicateInStore),
        };

    long Count(RowOutcome outcome) => Outcomes.LongCount(other => other == outcome);
}

using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Databases.Tests.Sqlite;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Plays the pipeline for one job into a sink that loads several chunks at a time; can be stopped behind a chunk.</summary>
sealed class ChunkedJob(BatchLayout layout, IReadOnlyList<string[]> rows, int rowsPerBatch, int batchesPerChunk)
{
    readonly Queue<(ILoadingChunk Chunk, List<RecordBatch> Batches)> loading = [];
    int committed;

    /// <summary>Bucket of each row so far.</summary>
    public List<RowOutcome> Outcomes { get; } = [];

    /// <summary>Codes of the rejects so far, in row order within a batch.</summary>
    public List<string> RejectCodes { get; } = [];

    /// <summary>Goes on behind the last checkpoint; after <paramref name="chunksMax"/> chunks it abandons the rest.</summary>
    public async Task RunAsync(IContactStore store, StoreSinkOptions options, int chunksMax)
    {
        var token = TestContext.Current.CancellationToken;
        var last = await store.LastCheckpointAsync(options.JobId, token);
        var number = last is null ? 0 : last.ChunkNumber + 1;
        var done = (int)(last?.RecordCount ?? 0);
        committed = number;
        Outcomes.RemoveRange(done, Outcomes.Count - done);
        await using var sink = (IChunkSink)await store.OpenSinkAsync(options, token);
        var encoder = sink.CreateEncoder();
        for (; done < rows.Count; chunksMax--)
        {
            var batches = new List<RecordBatch>();
            while (batches.Count < batchesPerChunk && done < rows.Count)
            {
                batches.Add(Fill(done, encoder));
                done += batches[^1].RowCount;
            }
            while (loading.Count >= sink.ChunksInFlight + sink.ChunksAhead)
            {
                await FinishOldestAsync();
            }
            loading.Enqueue((await sink.BeginAsync(number++, batches, token), batches));
            if (chunksMax == 0)
            {
                loading.Clear();
                return;
            }
        }
        while (loading.Count > 0)
        {
            await FinishOldestAsync();
        }
        await sink.CompleteAsync(token);
    }

    RecordBatch Fill(int first, IBatchEncoder? encoder)
    {
        var batch = new RecordBatch(1 << 14);
        StoreFixture.Fill(batch, layout, rows.Skip(first).Take(rowsPerBatch));
        batch.FirstRecordNumber = first + 1;
        encoder?.Encode(batch);
        return batch;
    }

    async Task FinishOldestAsync()
    {
        var (chunk, batches) = loading.Dequeue();
        await chunk.SettleAsync(TestContext.Current.CancellationToken);
        foreach (var batch in batches)
        {
            Outcomes.AddRange(batch.Outcomes);
            RejectCodes.AddRange(batch.Rejects.Select(reject => reject.Code.Name));
        }
        await chunk.CommitAsync(Checkpoint(committed), TestContext.Current.CancellationToken);
        committed++;
        await chunk.DisposeAsync();
    }

    Checkpoint Checkpoint(int number) =>
        new()
        {
            ChunkNumber = number,
            InputIndex = 0,
            Position = new SourcePosition(Outcomes.Count, null, 0),
            OriginalOffset = Outcomes.Count,
            RecordCount = Outcomes.Count,
            LineCount = Outcomes.Count,
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
            Rejected = Count(RowOutcome.Rejected),
        };

    long Count(RowOutcome outcome) => Outcomes.LongCount(other => other == outcome);
}

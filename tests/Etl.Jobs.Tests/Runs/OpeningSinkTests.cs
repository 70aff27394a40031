using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

public sealed class OpeningSinkTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_cleaned_before_the_sink_is_open_is_left_to_the_sink_to_encode()
    {
        var opened = new TaskCompletionSource<IBatchSink>();
        var inner = new CountingChunks();
        await using var sink = new OpeningSink(_ => opened.Task, batch => inner.Prepared.Add(batch), Token);
        var encoder = sink.CreateEncoder();
        var batch = new RecordBatch(1 << 10);
        encoder.Encode(batch);
        Assert.Equal(0, inner.Encoded);
        var begun = sink.BeginAsync(0, [batch], Token).AsTask();
        Assert.False(begun.IsCompleted);
        opened.SetResult(inner);
        await Assert.ThrowsAsync<NotSupportedException>(() => begun);
        Assert.Equal([batch], inner.Prepared);
        Assert.Equal(7, sink.ChunksInFlight);
        Assert.Equal(3, sink.ChunksAhead);
        encoder.Encode(batch);
        Assert.Equal(1, inner.Encoded);
    }

    [Fact]
    public async Task An_opening_that_waits_ends_with_the_job()
    {
        var wasCancelled = false;
        var sink = new OpeningSink(
            async token =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    wasCancelled = true;
                    throw;
                }
                return new CountingChunks();
            },
            _ => { },
            Token
        );
        await sink.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.True(wasCancelled);
    }

    [Fact]
    public async Task A_sink_that_was_opened_for_a_job_that_failed_is_disposed()
    {
        var inner = new CountingChunks();
        var sink = new OpeningSink(_ => Task.FromResult<IBatchSink>(inner), _ => { }, Token);
        await sink.DisposeAsync();
        Assert.True(inner.IsDisposed);
    }

    sealed class CountingChunks : IChunkSink, IBatchEncoder
    {
        public List<RecordBatch> Prepared { get; } = [];

        public int Encoded { get; private set; }

        public bool IsDisposed { get; private set; }

        public int ChunksInFlight => 7;

        public int ChunksAhead => 3;

        public IBatchEncoder CreateEncoder() => this;

        public void Encode(RecordBatch batch) => Encoded++;

        public ValueTask<ILoadingChunk> BeginAsync(
            int number,
            IReadOnlyList<RecordBatch> batches,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}

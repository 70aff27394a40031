using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Runs;

/// <summary>
/// A sink that is opened while the first records are read and cleaned already. What is cleaned before it is open, the sink
/// encodes itself.
/// </summary>
sealed class OpeningSink : IChunkSink
{
    readonly CancellationTokenSource stop;
    readonly Func<CancellationToken, Task<IBatchSink>> open;
    readonly Action<RecordBatch> prepare;
    readonly Task opening;

    /// <summary>Set when it is open; workers look at it while it opens.</summary>
    volatile IChunkSink? opened;

    /// <summary>Begins to open it.</summary>
    /// <param name="open">Opens it: a sink of chunks.</param>
    /// <param name="prepare">Done to each batch before the sink gets it; it may rely on what <paramref name="open"/> found out.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    public OpeningSink(
        Func<CancellationToken, Task<IBatchSink>> open,
        Action<RecordBatch> prepare,
        CancellationToken cancellationToken
    )
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        this.open = open;
        this.prepare = prepare;
        opening = OpenAsync();
    }

    /// <inheritdoc/>
    public int ChunksInFlight => opened?.ChunksInFlight ?? 1;

    /// <inheritdoc/>
    public int ChunksAhead => opened?.ChunksAhead ?? 0;

    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch => opened?.DuplicateSearch;

    /// <inheritdoc/>
    public IBatchEncoder CreateEncoder() => new OpeningEncoder(this);

    /// <inheritdoc/>
    public async ValueTask<ILoadingChunk> BeginAsync(
        int number,
        IReadOnlyList<RecordBatch> batches,
        CancellationToken cancellationToken
    )
    {
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        foreach (var batch in batches)
        {
            prepare(batch);
        }
        return await opened!.BeginAsync(number, batches, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        await opened!.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opened is { } sink)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
        stop.Dispose();
    }

    async Task OpenAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        opened = (IChunkSink)await open(stop.Token).ConfigureAwait(false);
    }

    /// <summary>The sink's encoder once there is one; until then nothing.</summary>
    sealed class OpeningEncoder(OpeningSink sink) : IBatchEncoder
    {
        IBatchEncoder? encoder;

        public void Encode(RecordBatch batch)
        {
            encoder ??= sink.opened?.CreateEncoder();
            encoder?.Encode(batch);
        }
    }
}

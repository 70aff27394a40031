using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Jobs.Shards;

/// <summary>How long a shard waits in all: for its seat, and for the shards before it (<c>--shard-wait</c>).</summary>
/// <param name="longest">The time; null for as long as it takes.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellationToken">Stops waiting.</param>
sealed class ShardPatience(TimeSpan? longest, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    readonly CancellationTokenSource end = longest is { } most
        ? new CancellationTokenSource(most, time)
        : new CancellationTokenSource();

    /// <summary>Waits for something; throws <see cref="PipelineException"/> when it takes too long.</summary>
    public Task<T> WaitAsync<T>(JobShard shard, Func<CancellationToken, Task<T>> wait) =>
        WaitAsync(shard, wait, cancellationToken);

    /// <summary>The same, stopped by another token.</summary>
    public async Task<T> WaitAsync<T>(
        JobShard shard,
        Func<CancellationToken, Task<T>> wait,
        CancellationToken stoppedBy
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppedBy, end.Token);
        try
        {
            return await wait(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !stoppedBy.IsCancellationRequested)
        {
            throw new PipelineException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The turn of {shard.Shard.Text} of the set '{shard.Set}' did not come in --shard-wait {WaitTime.Format(longest!.Value)}; see with 'etl jobs list' which shard is missing, then run this one again."
                )
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => end.Dispose();
}

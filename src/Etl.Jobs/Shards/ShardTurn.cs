using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Pipeline;
using Etl.Formats.Csv;

namespace Etl.Jobs.Shards;

/// <summary>
/// The turn of a shard: it may load when all shards before it are complete, so that the set's rows come to the store in the order
/// of the input and every rule means what it means for one process.
/// </summary>
sealed class ShardTurn(IContactStore store, JobShard shard, CsvPart part, TimeProvider time, Action<string> note)
{
    /// <summary>How often the last shard before this one is looked at, and how often those that are farther away.</summary>
    static readonly TimeSpan nextPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan farPause = TimeSpan.FromSeconds(1);

    readonly TaskCompletionSource<InputStart> come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? told;

    /// <summary>How long is waited.</summary>
    public required ShardPatience Patience { get; init; }

    /// <summary>The shard's part of the input.</summary>
    public CsvPart Part => part;

    /// <summary>True when another shard loads behind this one.</summary>
    public bool IsFollowed => shard.Shard.Number < shard.Shard.Count;

    /// <summary>What lies before the shard's records, once its sink is open.</summary>
    public Task<InputStart> Come => come.Task;

    /// <summary>Waits for the shards before this one; returns what lies before its records.</summary>
    /// <param name="checksBegin">True when the part is read from its beginning, which must be where the one before it ended.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<InputStart> WaitAsync(bool checksBegin, CancellationToken cancellationToken) =>
        Patience.WaitAsync(shard, token => WaitForOthersAsync(checksBegin, token), cancellationToken);

    /// <summary>The sink is open: records may be numbered and written.</summary>
    public void Open(InputStart start) => come.TrySetResult(start);

    /// <summary>The turn never comes.</summary>
    public void Fail(Exception exception) => come.TrySetException(exception);

    async Task<InputStart> WaitForOthersAsync(bool checksBegin, CancellationToken cancellationToken)
    {
        while (true)
        {
            var set = await store.ListShardsAsync(shard.Set, cancellationToken).ConfigureAwait(false);
            var missing = Missing(set);
            if (missing is null)
            {
                var before = set.Where(entry => entry.Number < shard.Shard.Number)
                    .LastOrDefault(entry => entry.Last is not null)
                    ?.Last;
                if (before is not null && checksBegin)
                {
                    await part.EnsureFollowsAsync(before.Position, cancellationToken).ConfigureAwait(false);
                }
                return before is null ? InputStart.Of(part) : InputStart.Behind(before);
            }
            var (number, sentence) = missing.Value;
            if (told != sentence)
            {
                note(sentence);
                told = sentence;
            }
            await Task.Delay(number == shard.Shard.Number - 1 ? nextPause : farPause, time, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The first shard before this one that is not complete.</summary>
    (int Number, string Sentence)? Missing(IReadOnlyList<ShardEntry> set)
    {
        for (var number = 1; number < shard.Shard.Number; number++)
        {
            var entry = set.FirstOrDefault(entry => entry.Number == number);
            if (entry?.State != JobState.Succeeded)
            {
                return (number, Sentence(number, entry));
            }
        }
        return null;
    }

    string Sentence(int number, ShardEntry? entry)
    {
        var who = $"{(shard.Shard with { Number = number }).Text} of the set '{shard.Set}'";
        var state = entry switch
        {
            null => "has not begun",
            { State: JobState.Failed } => "failed; run it again",
            { State: JobState.Cancelled } => "was cancelled; run it again",
            _ => string.Create(CultureInfo.InvariantCulture, $"is not complete yet (job {entry.JobId})"),
        };
        return $"Waiting for {who}, which {state}.";
    }
}

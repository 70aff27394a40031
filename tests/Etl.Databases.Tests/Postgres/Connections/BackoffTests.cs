using Etl.Databases.Postgres.Connections;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Connections;

public sealed class BackoffTests
{
    [Fact]
    public async Task Waits_grow_and_end()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var backoff = new Backoff(time);
        var longest = Backoff.First;
        for (var wait = 0; wait < Backoff.WaitsMax; wait++)
        {
            var waiting = backoff.WaitAsync(TestContext.Current.CancellationToken).AsTask();
            time.Advance((longest / 2) - TimeSpan.FromMilliseconds(1));
            Assert.False(waiting.IsCompleted);
            time.Advance(longest);
            Assert.True(await waiting);
            longest = longest * 2 < Backoff.Longest ? longest * 2 : Backoff.Longest;
        }

        Assert.False(await backoff.WaitAsync(TestContext.Current.CancellationToken));
        backoff.Reset();
        Assert.Equal(0, backoff.Waits);
    }
}

using Etl.Core.Files;

namespace Etl.Core.Tests.Files;

public sealed class FlushBehindTests
{
    const long Enough = 16 << 20;

    [Fact]
    public async Task Flushes_when_there_is_enough_for_it_and_not_before()
    {
        var flushes = 0;
        var behind = new FlushBehind(() => flushes++);

        await behind.WroteAsync(Enough - 1);
        await behind.CompleteAsync();
        Assert.Equal(0, flushes);

        await behind.WroteAsync(Enough);
        await behind.CompleteAsync();
        await behind.WroteAsync(2 * Enough - 1);
        await behind.CompleteAsync();
        Assert.Equal(1, flushes);

        await behind.WroteAsync(2 * Enough);
        await behind.CompleteAsync();
        Assert.Equal(2, flushes);
    }

    [Fact]
    public async Task Whoever_writes_does_not_wait_for_a_flush_and_starts_no_second_one()
    {
        using var isFree = new ManualResetEventSlim();
        var flushes = 0;
        var behind = new FlushBehind(() =>
        {
            flushes++;
            isFree.Wait();
        });

        await behind.WroteAsync(Enough);
        await behind.WroteAsync(5 * Enough);
        isFree.Set();
        await behind.CompleteAsync();

        Assert.Equal(1, flushes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flush_that_failed_is_never_forgotten(bool writesOn)
    {
        var fails = true;
        var behind = new FlushBehind(() =>
        {
            if (fails)
            {
                throw new IOException("No space left on device");
            }
        });
        await behind.WroteAsync(Enough);
        await Assert.ThrowsAsync<IOException>(behind.CompleteAsync);
        fails = false;

        await Assert.ThrowsAsync<IOException>(() =>
            writesOn ? behind.WroteAsync(2 * Enough).AsTask() : behind.CompleteAsync()
        );
    }
}

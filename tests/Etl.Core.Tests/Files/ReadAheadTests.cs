using Etl.Core.Files;
using Etl.Testing;

namespace Etl.Core.Tests.Files;

public sealed class ReadAheadTests : IDisposable
{
    const int Capacity = OutputBuffer.Capacity;

    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(4096, true)]
    [InlineData(Capacity - 1, true)]
    [InlineData(Capacity, true)]
    [InlineData(Capacity + 1, false)]
    [InlineData((5 * Capacity) + 4095, true)]
    public async Task Reads_what_is_there_in_whatever_pieces(int length, bool isDirect)
    {
        var bytes = await WriteAsync(length);
        using var file = File.OpenHandle(folder.File("a"));
        var ahead = new ReadAhead(file, length, isDirect);
        var read = new byte[length];

        var random = new Random(4);
        for (var at = 0; at < length; )
        {
            var count = Math.Min(random.Next(0, 300_000), length - at);
            await ahead.ReadAsync(read.AsMemory(at, count));
            at += count;
        }

        Assert.True(bytes.AsSpan().SequenceEqual(read));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_ends_too_early_is_a_failure(bool isDirect)
    {
        await File.WriteAllBytesAsync(folder.File("a"), new byte[Capacity + 5], Cancellation);
        using var file = File.OpenHandle(folder.File("a"));
        var ahead = new ReadAhead(file, 3 * Capacity, isDirect);

        await Assert.ThrowsAsync<EndOfStreamException>(() => ahead.ReadAsync(new byte[3 * Capacity]).AsTask());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gives_what_is_at_hand_and_nothing_at_the_end(bool isDirect)
    {
        var bytes = await WriteAsync((3 * Capacity) + 77);
        using var file = File.OpenHandle(folder.File("a"));
        var ahead = new ReadAhead(file, bytes.Length, isDirect);
        using var read = new MemoryStream();

        var piece = new byte[50_000];
        for (int count; (count = await ahead.ReadSomeAsync(piece)) > 0; )
        {
            read.Write(piece, 0, count);
        }

        Assert.True(bytes.AsSpan().SequenceEqual(read.ToArray()));
        Assert.Equal(0, await ahead.ReadSomeAsync(piece));
    }

    [Fact]
    public async Task A_disk_that_is_slow_with_direct_reads_gets_the_cache_back()
    {
        const int length = (20 << 20) + 5;
        var bytes = await WriteAsync(length);
        using var file = File.OpenHandle(folder.File("a"));
        var ahead = new ReadAhead(file, length, isDirect: true) { BytesPerSecondMin = long.MaxValue };
        var wasDirect = ahead.IsDirect;
        var read = new byte[length];

        await ahead.ReadAsync(read);

        Assert.Equal(OperatingSystem.IsLinux(), wasDirect);
        Assert.False(ahead.IsDirect);
        Assert.True(bytes.AsSpan().SequenceEqual(read));
    }

    async Task<byte[]> WriteAsync(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        await File.WriteAllBytesAsync(folder.File("a"), bytes, Cancellation);
        return bytes;
    }
}

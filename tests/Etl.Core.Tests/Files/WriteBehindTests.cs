using System.Security.Cryptography;
using Etl.Core.Files;
using Etl.Testing;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Tests.Files;

public sealed class WriteBehindTests : IDisposable
{
    const int Capacity = OutputBuffer.Capacity;

    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(Capacity - 1)]
    [InlineData(Capacity)]
    [InlineData(Capacity + 1)]
    [InlineData((3 * Capacity) + 4095)]
    [InlineData(20 * Capacity)]
    public async Task The_file_has_what_was_appended_in_whatever_pieces(int length)
    {
        var bytes = RandomBytes(length);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = Create("a");
        await using var behind = new WriteBehind(file, digest: digest);

        await AppendAsync(behind, bytes);

        Assert.Equal(length, behind.Length);
        Assert.Equal(SHA256.HashData(bytes), digest.GetCurrentHash());
        file.Dispose();
        var written = await File.ReadAllBytesAsync(folder.File("a"), Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(written));
    }

    [Theory]
    [InlineData(Capacity - 1, false)]
    [InlineData(Capacity + 1, true)]
    public async Task Large_files_go_past_the_cache_where_that_can_be(int length, bool isLarge)
    {
        using var other = Create("other");
        var isPossible = DirectAccess.TrySet(other, isDirect: true);
        using var file = Create("a");
        await using var behind = new WriteBehind(file);

        await AppendAsync(behind, RandomBytes(length));

        Assert.Equal(isLarge && isPossible, behind.WasDirect);
    }

    [Fact]
    public async Task A_disk_that_is_slow_gets_the_cache_back_and_flushes_behind_it()
    {
        var flushes = 0;
        var bytes = RandomBytes((33 * Capacity) + 5);
        using var file = Create("a");
        await using var behind = new WriteBehind(file, flush: () => flushes++) { BytesPerSecondMin = long.MaxValue };

        await AppendAsync(behind, bytes);

        Assert.False(behind.WasDirect);
        Assert.InRange(flushes, 1, 2);
        file.Dispose();
        var written = await File.ReadAllBytesAsync(folder.File("a"), Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(written));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * Capacity)]
    public async Task A_write_that_failed_is_never_forgotten(int length)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's.");
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        await using var behind = new WriteBehind(full);

        await Assert.ThrowsAsync<IOException>(() => AppendAsync(behind, new byte[length]));

        await Assert.ThrowsAsync<IOException>(() => behind.CompleteAsync(Cancellation).AsTask());
    }

    static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    static async Task AppendAsync(WriteBehind behind, byte[] bytes)
    {
        var random = new Random(3);
        for (var at = 0; at < bytes.Length; )
        {
            var count = Math.Min(random.Next(1, 300_000), bytes.Length - at);
            await behind.AppendAsync(bytes.AsMemory(at, count), Cancellation);
            at += count;
        }
        await behind.CompleteAsync(Cancellation);
    }

    SafeFileHandle Create(string name) => File.OpenHandle(folder.File(name), FileMode.CreateNew, FileAccess.ReadWrite);
}

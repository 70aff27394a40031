using Etl.Formats.Files;
using Etl.Testing;

namespace Etl.Formats.Tests.Files;

public sealed class UncachedStreamTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(8L << 30, 16L << 30, false)]
    [InlineData((8L << 30) + 1, 16L << 30, true)]
    [InlineData(-1, 16L << 30, false)]
    public void Is_for_files_that_take_more_than_half_of_the_memory(long length, long memory, bool expected) =>
        Assert.Equal(expected, UncachedStream.IsFor(length, memory));

    [Fact]
    public async Task Gives_the_files_bytes()
    {
        var bytes = await WriteAsync(2_500_001);
        await using var stream = new UncachedStream(File.OpenRead(folder.File("a")), bytes.Length);
        using var read = new MemoryStream();

        var piece = new byte[70_001];
        for (int count; (count = await stream.ReadAsync(piece, Cancellation)) > 0; )
        {
            read.Write(piece, 0, count);
        }

        Assert.True(bytes.AsSpan().SequenceEqual(read.ToArray()));
    }

    [Fact]
    public async Task A_file_that_was_cut_meanwhile_ends_where_it_ends()
    {
        var bytes = await WriteAsync(2_500_001);
        await using var stream = new UncachedStream(File.OpenRead(folder.File("a")), bytes.Length + 3_000_000);
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, Cancellation);

        Assert.Equal(bytes.Length, read.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6_000_001)]
    [InlineData(8_388_608)]
    public async Task A_file_that_is_cut_while_it_is_read_ends(int length)
    {
        var bytes = await WriteAsync(20_000_001);
        await using var stream = new UncachedStream(File.OpenRead(folder.File("a")), bytes.Length);
        using var read = new MemoryStream();
        var piece = new byte[70_001];
        read.Write(piece, 0, await stream.ReadAsync(piece, Cancellation));

        using (var file = new FileStream(folder.File("a"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(length);
        }
        await stream.CopyToAsync(read, Cancellation);

        // What was being read already may be there, and no byte that the file never had at its place.
        Assert.InRange(read.Length, Math.Max(length, piece.Length), bytes.Length - 1);
        Assert.True(bytes.AsSpan(0, (int)read.Length).SequenceEqual(read.ToArray()));
    }

    async Task<byte[]> WriteAsync(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        await File.WriteAllBytesAsync(folder.File("a"), bytes, Cancellation);
        return bytes;
    }
}

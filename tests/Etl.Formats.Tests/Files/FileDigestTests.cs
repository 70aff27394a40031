using System.Security.Cryptography;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;
using Etl.Testing;

namespace Etl.Formats.Tests.Files;

public sealed class FileDigestTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 * 1024)]
    [InlineData(300_000)]
    public async Task It_is_that_of_the_first_bytes(int length)
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        var path = folder.Write("a.bin", bytes);

        var digest = await FileDigest.OfStartAsync(path, length, Token);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))), digest);
    }

    [Fact]
    public async Task A_shorter_file_has_none() =>
        Assert.Null(await FileDigest.OfStartAsync(folder.Write("a.bin", [1, 2, 3]), 4, Token));

    [Fact]
    public async Task A_file_that_is_gone_is_told_by_name()
    {
        var failure = await Assert.ThrowsAsync<JobException>(async () =>
            await FileDigest.OfStartAsync(folder.File("gone.csv"), 1, Token)
        );
        Assert.Contains("gone.csv", failure.Message, StringComparison.Ordinal);
    }
}

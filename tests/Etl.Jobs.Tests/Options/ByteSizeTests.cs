using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Jobs.Tests.Options;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("512MB", 512L << 20)]
    [InlineData("2gb", 2L << 30)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("65536", 65536)]
    [InlineData("10B", 10)]
    public void Sizes_are_read(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse("memory", text));

    [Theory]
    [InlineData("")]
    [InlineData("much")]
    [InlineData("-1MB")]
    [InlineData("1TB")]
    [InlineData("0")]
    public void Other_texts_are_refused_with_an_example(string text) =>
        Assert.Contains(
            "for example --memory 512MB",
            Assert.Throws<JobException>(() => ByteSize.Parse("memory", text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1536L << 20)]
    public void What_is_written_is_read_back(long bytes) =>
        Assert.Equal(bytes, ByteSize.Parse("memory", ByteSize.Format(bytes)));
}

using Etl.Core.Files;

namespace Etl.Core.Tests.Files;

public sealed class DiskFailureTests
{
    [Theory]
    [InlineData(28, "the disk is full")]
    [InlineData(122, "the disk quota is used up")]
    [InlineData(30, "the file system is read-only")]
    [InlineData(9, "it is closed")]
    [InlineData(32, "what reads it ended before everything was written")]
    [InlineData(5, "Something odd happened")]
    public void The_cause_stands_in_words(int error, string words) =>
        Assert.Equal(words, DiskFailure.Describe(new IOException("Something odd happened.", error)));
}

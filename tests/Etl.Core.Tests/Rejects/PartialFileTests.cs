using Etl.Core.Rejects;

namespace Etl.Core.Tests.Rejects;

public sealed class PartialFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("etl-partial-").FullName;

    string Name => Path.Combine(folder, "rejects.csv");

    [Theory]
    [InlineData(0)]
    [InlineData(64 * 1024)]
    [InlineData(200_000)]
    public void An_older_file_is_kept_where_a_single_byte_differs(int at)
    {
        var bytes = new byte[200_001];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Name, bytes);
        var older = (byte[])bytes.Clone();
        bytes[at] ^= 1;

        Write(bytes);

        Assert.Equal(bytes, File.ReadAllBytes(Name));
        Assert.Equal(older, File.ReadAllBytes(Name + ".bak"));
    }

    [Fact]
    public void An_older_file_is_kept_where_only_the_end_is_new()
    {
        File.WriteAllText(Name, "a,b\n");

        Write("a,b\nc,d\n"u8);

        Assert.Equal("a,b\n", File.ReadAllText(Name + ".bak"));
    }

    [Fact]
    public void The_same_content_again_leaves_no_second_file()
    {
        var bytes = new byte[150_000];
        new Random(2).NextBytes(bytes);

        Write(bytes);
        Write(bytes);

        Assert.Equal([Name], Directory.GetFiles(folder));
        Assert.Equal(bytes, File.ReadAllBytes(Name));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void Write(ReadOnlySpan<byte> bytes)
    {
        using var file = new PartialFile(Name, "The rejects file", "--rejects");
        file.Append(bytes);
        file.Complete();
    }
}

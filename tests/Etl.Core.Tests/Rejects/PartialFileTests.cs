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

    [Fact]
    public void The_same_content_found_ahead_leaves_no_second_file()
    {
        File.WriteAllText(Name, "a,b\n");

        Write("a,b\n"u8, file => file.CompareAhead());

        Assert.Equal([Name], Directory.GetFiles(folder));
    }

    [Fact]
    public void An_older_file_is_kept_that_changes_behind_the_comparison()
    {
        File.WriteAllText(Name, "a,b\n");

        Write(
            "a,b\n"u8,
            file =>
            {
                file.CompareAhead();
                File.WriteAllText(Name, "a,c\n");
                File.SetLastWriteTimeUtc(Name, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            }
        );

        Assert.Equal("a,b\n", File.ReadAllText(Name));
        Assert.Equal("a,c\n", File.ReadAllText(Name + ".bak"));
    }

    [Fact]
    public void An_older_file_is_kept_where_more_is_appended_behind_the_comparison()
    {
        File.WriteAllText(Name, "a,b\n");

        Write(
            "a,b\n"u8,
            file =>
            {
                file.CompareAhead();
                file.Append("c,d\n"u8);
            }
        );

        Assert.Equal("a,b\nc,d\n", File.ReadAllText(Name));
        Assert.Equal("a,b\n", File.ReadAllText(Name + ".bak"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void Write(ReadOnlySpan<byte> bytes, Action<PartialFile>? beforeEnd = null)
    {
        using var file = new PartialFile(Name, "The rejects file", "--rejects");
        file.Append(bytes);
        beforeEnd?.Invoke(file);
        file.Complete();
    }
}

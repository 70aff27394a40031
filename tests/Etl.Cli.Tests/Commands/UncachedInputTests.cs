using System.Globalization;
using System.IO.Compression;
using System.Text;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Inputs of more than half of the memory, which are read past the system's cache: the process is told that there are 100 MB.</summary>
public sealed class UncachedInputTests : IDisposable
{
    const int RowCount = 100_000;
    const string OfLittleMemory = "DOTNET_GCHeapHardLimit=0x6400000 $etl clean ";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("in.csv")]
    [InlineData("in.csv.gz")]
    [InlineData("in.zip")]
    public async Task Gives_what_the_same_file_gives_through_the_cache(string name)
    {
        WriteInput(name);
        var cached = await Shell.RunAsync(folder, $"$etl clean {name} --out cached.csv --quiet");
        var uncached = await Shell.RunAsync(folder, $"{OfLittleMemory} {name} --out uncached.csv --quiet");

        Assert.True(cached.ExitCode == 0 && uncached.ExitCode == 0, cached.All + uncached.All);
        Assert.True(folder.ReadBytes("cached.csv").AsSpan().SequenceEqual(folder.ReadBytes("uncached.csv")));
        Assert.InRange(new FileInfo(folder.File("uncached.csv")).Length, 50 << 20, 70 << 20);
    }

    [Theory]
    [InlineData("in.csv", 0, "the file changed while it was read (it shrank from ")]
    [InlineData("in.csv", 30_000_001, "to 30,000,001 bytes)")]
    [InlineData("in.csv.gz", 30_000_001, "the gzip data is cut short")]
    [InlineData("in.zip", 30_000_001, "this member of the zip archive is cut short")]
    public async Task Of_a_file_that_shrinks_meanwhile_is_said_so(string name, int length, string says)
    {
        WriteInput(name);
        // All blocks are waiting for the pipe when its first byte comes.
        var result = await Shell.RunAsync(
            folder,
            $"{OfLittleMemory} {name} --out - --workers 1 --quiet | (head -c 1; truncate -s {length} {name}; cat) > out"
        );

        OneSentence.Expect(3, says, result);
    }

    /// <summary>Writes 59 MB of contacts, packed without making them smaller.</summary>
    void WriteInput(string name)
    {
        var notes = new string('n', 560);
        var text = new StringBuilder("Name,Email,Notes\n");
        for (var row = 0; row < RowCount; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Ann {row},p{row}@example.com,{notes}\n");
        }
        using var file = File.Create(folder.File(name));
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (name.EndsWith("zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            using var entry = zip.CreateEntry("in.csv", CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
            return;
        }
        var isGzip = name.EndsWith("gz", StringComparison.Ordinal);
        using var packed = isGzip ? new GZipStream(file, CompressionLevel.NoCompression) : null;
        (packed ?? (Stream)file).Write(bytes);
    }
}

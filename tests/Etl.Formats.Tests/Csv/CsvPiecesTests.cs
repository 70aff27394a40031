using System.IO.Compression;
using System.Text;
using Etl.Core.Batches;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvPiecesTests : IDisposable
{
    /// <summary>Records of some 25 bytes: 1.4 MB, more than the head that is looked at and all pieces together.</summary>
    const int RowCount = 60_000;

    readonly TempFolder folder = new();

    static CsvPiecesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("utf-8", "é")]
    [InlineData("windows-1252", "é")]
    [InlineData("gb18030", "张伟")]
    public async Task Records_of_the_whole_file_are_read_and_the_last_is_among_them(string encoding, string name)
    {
        var path = Write("a.csv", encoding, index => $"{name},{index:D8},0123456789");
        var pieces = await ReadAsync(new CsvInput(path), encoding);
        Assert.True(pieces.Count > 3);
        var numbers = new List<int>();
        foreach (var piece in pieces)
        {
            for (var row = 0; row < piece.RowCount; row++)
            {
                Assert.True(piece.IsPending(row));
                Assert.Equal(name, Encoding.UTF8.GetString(piece.Value(row, 0)));
                numbers.Add(int.Parse(piece.Value(row, 1)));
            }
        }
        Assert.Equal(RowCount - 1, numbers.Max());
        Assert.True(numbers.Count < RowCount);
    }

    [Fact]
    public async Task What_is_read_forward_only_has_none()
    {
        var path = Write("a.csv", "utf-8", index => $"a,{index:D8},0123456789");
        var packed = path + ".gz";
        using (var target = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            target.Write(File.ReadAllBytes(path));
        }
        Assert.Empty(await ReadAsync(new CsvInput(packed), "utf-8"));
        Assert.Empty(await ReadAsync(CsvReading.Input(File.ReadAllBytes(path)), "utf-8"));
        Assert.Empty(await ReadAsync(new CsvInput(Write("w.csv", "utf-16", index => $"a,{index:D8},b")), "utf-16"));
    }

    [Fact]
    public async Task A_piece_that_starts_inside_quotes_is_left_out()
    {
        // One field holds most of the file, and its lines have fewer fields than a record.
        var path = Write(
            "q.csv",
            "utf-8",
            index =>
                index == 0 ? "a,b,\"c"
                : index == RowCount - 1 ? "end\""
                : "text"
        );
        Assert.Empty(await ReadAsync(new CsvInput(path), "utf-8"));
    }

    string Write(string name, string encoding, Func<int, string> row)
    {
        var path = folder.File(name);
        var text =
            "name,number,text\n" + string.Concat(Enumerable.Range(0, RowCount).Select(index => row(index) + "\n"));
        File.WriteAllText(path, text, encoding == "utf-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(encoding));
        return path;
    }

    static async Task<IReadOnlyList<RecordBatch>> ReadAsync(CsvInput input, string encoding)
    {
        var options = new CsvOptions
        {
            Encoding = encoding,
            Delimiter = ",",
            HasHeader = true,
        };
        await using var source = await CsvSourceOpener.OpenAsync(input, options, CsvReading.Cancellation);
        return source.ReadPieces(CsvReading.Layout(source));
    }
}

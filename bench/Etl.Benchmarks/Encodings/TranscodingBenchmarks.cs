using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Benchmarks.Text;
using Etl.Formats.Encodings;

namespace Etl.Benchmarks.Encodings;

/// <summary>Contact rows of other encodings as UTF-8, 128 KiB a call, beside what the runtime needs to read and write them as text.</summary>
public class TranscodingBenchmarks : IMeasured
{
    const int RowsBytes = 128 * 1024;

    readonly byte[] output = new byte[2 * RowsBytes];
    readonly char[] chars = new char[2 * RowsBytes];
    byte[] bytes = [];
    int utf8Length;
    int rowCount;
    System.Text.Encoding encoding = System.Text.Encoding.UTF8;
    TranscodingStream stream = null!; // set by Setup

    /// <summary>The rows' encoding, by the name that <c>--encoding</c> takes.</summary>
    [Params("windows-1252", "shift_jis", "utf-16le")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => new(bytes.Length, rowCount);

    [GlobalSetup]
    public void Setup()
    {
        encoding = EncodingCatalog.Find(Name);
        var rows = ContactRows.Make(RowsBytes, quotedPercent: 10, Name == "shift_jis" ? "株式会社" : "Fernandez");
        (utf8Length, rowCount) = (rows.Length, ContactRows.SizeOf(rows).Rows);
        bytes = encoding.GetBytes(System.Text.Encoding.UTF8.GetString(rows));
        stream = new TranscodingStream(new RepeatedStream(bytes), encoding, "rows.csv");
    }

    /// <summary>The runtime's decoder and encoder, which replace what they do not know.</summary>
    [Benchmark(Baseline = true)]
    public int Runtime()
    {
        var length = encoding.GetChars(bytes, chars);
        return System.Text.Encoding.UTF8.GetBytes(chars.AsSpan(0, length), output);
    }

    [Benchmark]
    public int Stream()
    {
        var length = 0;
        // As many bytes as the rows have as UTF-8, whatever their encoding.
        while (length < utf8Length)
        {
            length += stream.Read(output.AsSpan(length, utf8Length - length));
        }
        return length;
    }
}

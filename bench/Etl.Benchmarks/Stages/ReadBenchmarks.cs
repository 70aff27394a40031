using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Core.Batches;
using Etl.Formats.Csv;

namespace Etl.Benchmarks.Stages;

/// <summary>Reads the next block of a source, from memory: filled, cut behind its last whole row, the rest kept for the next one.</summary>
[BenchmarkCategory("read")]
public class ReadBenchmarks : IMeasured
{
    const int SourceBytes = 4 << 20;

    readonly RowBlock block = new(CsvOptions.DefaultBlockBytes);
    CsvSource source = null!; // set by Setup

    /// <summary>Rows are in their encoding, which is found out when the source is opened.</summary>
    [Params("utf-8", "utf-16")]
    public string Encoding { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block.Bytes);

    [GlobalSetup]
    public void Setup()
    {
        var encoding = System.Text.Encoding.GetEncoding(Encoding);
        var text = System.Text.Encoding.UTF8.GetString(ContactRows.Make(SourceBytes, quotedPercent: 10));
        var input = new CsvInput("-") { Stream = new RepeatedStream(encoding.GetBytes(text)) };
        var options = new CsvOptions
        {
            Encoding = Encoding,
            Delimiter = ",",
            HasHeader = false,
            Digests = false,
        };
        source = CsvSourceOpener.OpenAsync(input, options, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Read();
    }

    [Benchmark]
    public bool Read() => source.ReadAsync(block, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}

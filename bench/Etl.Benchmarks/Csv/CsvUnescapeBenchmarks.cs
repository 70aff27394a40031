using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Takes the quotes off 10,000 fields, of which one in two holds quotes inside; rows are fields.</summary>
public class CsvUnescapeBenchmarks : IMeasured
{
    const int ValueCount = 10_000;

    readonly CsvSyntax syntax = new();
    readonly byte[] destination = new byte[1000];
    readonly byte[][] fields =
    [
        .. ContactRows
            .Values(ValueCount)
            .Select((value, index) => index % 2 == 0 ? value : [.. "\"\""u8, .. value, .. "\"\""u8])
            .Select(value => (byte[])[(byte)'"', .. value, (byte)'"']),
    ];

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(fields);

    /// <summary>By the runtime's texts.</summary>
    [Benchmark(Baseline = true)]
    public int Strings()
    {
        var length = 0;
        foreach (var field in fields)
        {
            var text = Encoding.UTF8.GetString(field.AsSpan(1, field.Length - 2));
            length += text.Replace("\"\"", "\"", StringComparison.Ordinal).Length;
        }
        return length;
    }

    [Benchmark]
    public int Unescape()
    {
        var length = 0;
        foreach (var field in fields)
        {
            length += CsvUnescape.Unescape(field, syntax, destination);
        }
        return length;
    }
}

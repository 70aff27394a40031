using System.Diagnostics;
using System.Globalization;
using Etl.Testing;
using Etl.Text.Csv;

namespace Etl.EndToEnd;

/// <summary>
/// Tokenizes a file as a job does, block by block and nothing else, and runs <c>wc -l</c> on it in between. The code is compiled and the
/// file read before the first run that counts.
/// </summary>
/// <param name="file">The file, comma-separated.</param>
/// <param name="runs">How often.</param>
sealed class TokenizerComparison(string file, int runs)
{
    /// <summary>The block of a job.</summary>
    const int BlockBytes = 512 * 1024;

    readonly byte[] buffer = new byte[BlockBytes];
    readonly CsvCutter cutter = CsvCutter.Create(new CsvSyntax());
    readonly CsvTokenizer tokenizer = CsvTokenizer.Create(new CsvSyntax());
    readonly CsvRows rows = new();
    long rowCount;
    long fieldCount;
    long readTicks;
    long cutTicks;

    /// <summary>Runs both in alternation.</summary>
    public async Task<TokenizerFigures> RunAsync(CancellationToken cancellationToken)
    {
        var own = new List<double>();
        var wc = new List<double>();
        var read = new List<double>();
        var cut = new List<double>();
        Tokenize();
        for (var run = 0; run < runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            Tokenize();
            own.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            read.Add((double)readTicks / Stopwatch.Frequency);
            cut.Add((double)cutTicks / Stopwatch.Frequency);
            wc.Add(await CountLinesAsync(cancellationToken));
        }
        return new TokenizerFigures(
            new FileInfo(file).Length,
            rowCount,
            fieldCount,
            runs,
            Median.Of(own),
            Median.Of(read),
            Median.Of(cut),
            Median.Of(wc)
        );
    }

    void Tokenize()
    {
        (rowCount, fieldCount, readTicks, cutTicks) = (0, 0, 0, 0);
        using var handle = File.OpenHandle(file);
        var length = RandomAccess.GetLength(handle);
        var rest = 0;
        for (var offset = 0L; offset < length; )
        {
            var start = Stopwatch.GetTimestamp();
            var read = RandomAccess.Read(handle, buffer.AsSpan(rest), offset);
            start = Count(ref readTicks, start);
            offset += read;
            var filled = buffer.AsSpan(0, rest + read);
            var cut = cutter.Cut(filled, isEndOfInput: offset == length);
            if (cut == 0)
            {
                throw new InvalidOperationException($"'{file}' holds a record of more than {BlockBytes} bytes.");
            }
            start = Count(ref cutTicks, start);
            tokenizer.Tokenize(filled[..cut], rows);
            rowCount += rows.RowCount;
            fieldCount += rows.FieldCount;
            filled[cut..].CopyTo(buffer);
            rest = filled.Length - cut;
        }
    }

    static long Count(ref long ticks, long start)
    {
        var now = Stopwatch.GetTimestamp();
        ticks += now - start;
        return now;
    }

    /// <summary>The shell's own clock, because starting a process from here takes milliseconds that are not those of <c>wc</c>.</summary>
    async Task<double> CountLinesAsync(CancellationToken cancellationToken)
    {
        var command = new ProcessCommand("bash", "-c", "TIMEFORMAT=%3R; time wc -l \"$0\" > /dev/null", file);
        var result = await ProcessRunner.RunAsync(command, cancellationToken);
        return result.ExitCode == 0
            ? double.Parse(result.Error, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"'wc -l' ended with {result}");
    }
}

using System.IO.Compression;
using System.Text;

namespace Etl.Datasets.Samples;

/// <summary>Makes the samples' files and their README again.</summary>
static class SampleWriter
{
    static readonly DateTimeOffset zipTime = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void WriteAll(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var sample in SampleList.All)
        {
            File.WriteAllBytes(Path.Combine(folder, sample.Name), Pack(sample));
        }
        File.WriteAllText(Path.Combine(folder, "README.md"), Readme());
    }

    /// <summary>The file's bytes. Compressed ones depend on the runtime's library: compare what they hold.</summary>
    public static byte[] Pack(Sample sample)
    {
        using var packed = new MemoryStream();
        switch (sample.Packing)
        {
            case ".gz":
                Compress(sample.Content, new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true));
                break;
            case ".br":
                Compress(sample.Content, new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true));
                break;
            case ".zip":
                using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
                {
                    var entry = archive.CreateEntry("contacts.csv");
                    entry.LastWriteTime = zipTime;
                    Compress(sample.Content, entry.Open());
                }
                break;
            default:
                return sample.Content;
        }
        return sample.IsTruncated ? packed.ToArray()[..((int)packed.Length / 2)] : packed.ToArray();
    }

    /// <summary>What a packed file holds; null when it is cut off.</summary>
    public static byte[]? Unpack(Sample sample, byte[] packed)
    {
        using var source = new MemoryStream(packed);
        using var content = new MemoryStream();
        try
        {
            using var inner = Open(sample.Packing, source);
            inner.CopyTo(content);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return content.ToArray();
    }

    public static string Readme()
    {
        var text = new StringBuilder(
            """
            # Samples

            Small nasty files. Each line says what a file shows and what `etl clean` must do with it. UTF-8, commas and LF
            where nothing else is said. Made by `dotnet run --project datasets/Etl.Datasets -- samples --out datasets/samples`,
            this page too; a test checks that files and list agree.

            | file | dialect | records | shows | must happen |
            | --- | --- | ---: | --- | --- |

            """
        );
        foreach (var sample in SampleList.All)
        {
            var records = sample.Records?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–";
            text.Append('|').AppendJoin('|', Cells(sample, records)).Append("|\n");
        }
        AppendRuns(text);
        return text.ToString();
    }

    static void AppendRuns(StringBuilder text)
    {
        text.Append("\n## What `etl clean` must come to\n\nA test runs each line.\n\n");
        text.Append("| file | options | exit code | inserted | duplicate | rejected | rejects and warnings |\n");
        text.Append("| --- | --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var run in SampleRuns.All)
        {
            var options = run.Options.Length > 0 ? $"`{run.Options}`" : "";
            string[] cells =
            [
                $"`{run.File}`",
                options,
                Text(run.ExitCode),
                Text(run.Inserted),
                Text(run.Duplicate),
                Text(run.Rejected),
                run.Codes,
            ];
            text.Append('|').AppendJoin('|', cells.Select(cell => $" {cell} ")).Append("|\n");
        }
    }

    static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<string> Cells(Sample sample, string records) =>
        new[] { $"`{sample.Name}`", sample.Dialect, records, sample.Shows, sample.Expected }.Select(cell =>
            $" {cell} "
        );

    static Stream Open(string packing, Stream source) =>
        packing switch
        {
            ".gz" => new GZipStream(source, CompressionMode.Decompress),
            ".br" => new BrotliStream(source, CompressionMode.Decompress),
            ".zip" => new ZipArchive(source).Entries[0].Open(),
            _ => source,
        };

    static void Compress(byte[] content, Stream compressor)
    {
        using (compressor)
        {
            compressor.Write(content);
        }
    }
}

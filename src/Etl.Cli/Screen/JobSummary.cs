using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Stores;

namespace Etl.Cli.Screen;

/// <summary>What is said when a job is done: the buckets, why records were rejected, what was changed, where the time went, what to do next.</summary>
static class JobSummary
{
    const int CodesMax = 8;
    const int FilesMax = 8;
    const int FieldsMax = 2;

    /// <summary>Prints the summary of a report.</summary>
    public static void Write(RunReport report, JobOptions options, int width, TextWriter output)
    {
        WriteBuckets(report, output);
        WriteFindings(report, width, output);
        WriteSearch(report, output);
        WriteTime(report, output);
        WriteNext(report, options, output);
    }

    /// <summary>Prints the counted codes: rejects and warnings with their sentence, changes without.</summary>
    public static void WriteFindings(RunReport report, int width, TextWriter output)
    {
        WriteCodes("Rejected:", report.Rejects, width, output);
        WriteCodes("Warnings:", report.Warnings, width, output);
        WriteCodes("Changed (see etl codes):", report.Changes, 0, output);
    }

    static void WriteBuckets(RunReport report, TextWriter output)
    {
        var rows = report.Rows;
        var isFile = report.Rows is { Updated: 0, Unchanged: 0, DuplicateInStore: 0 };
        output.WriteLine();
        var table = new TextTable("lrr").Row("read", Figures.Count(rows.Read), "");
        void Bucket(string name, long count, bool always = false)
        {
            if (count > 0 || always)
            {
                table.Row(name, Figures.Count(count), Figures.Percent(count, rows.Read));
            }
        }
        Bucket("inserted", rows.Inserted, true);
        Bucket("updated", rows.Updated, !isFile);
        Bucket("unchanged", rows.Unchanged);
        Bucket("duplicate", rows.Duplicate, true);
        if (rows is { DuplicateInFile: > 0, DuplicateInStore: > 0 })
        {
            table.Row("  in the input", Figures.Count(rows.DuplicateInFile), "");
            table.Row("  in the store", Figures.Count(rows.DuplicateInStore), "");
        }
        Bucket("rejected", rows.Rejected, true);
        Bucket("filtered", rows.Filtered);
        table.Write(output);
        if (rows.Blank > 0)
        {
            output.WriteLine($"  ({Figures.Plural(rows.Blank, "blank line")} skipped)");
        }
    }

    // A width of 0 leaves the sentences out.
    static void WriteCodes(string heading, IReadOnlyList<ReportCode> codes, int width, TextWriter output)
    {
        if (codes.Count == 0)
        {
            return;
        }
        output.WriteLine();
        output.WriteLine(heading);
        var byCode = codes
            .GroupBy(code => code.Code)
            .Select(group =>
                (
                    Name: group.Key,
                    Count: group.Sum(code => code.Count),
                    // What an export leaves out is named in full.
                    Fields: Fields(group, IsOfExport(group.Key) ? int.MaxValue : FieldsMax)
                )
            )
            .OrderByDescending(group => group.Count)
            .ToList();
        var countWidth = Figures.Count(byCode[0].Count).Length;
        foreach (var (name, count, fields) in byCode.Take(CodesMax))
        {
            output.WriteLine(
                $"  {Figures.Count(count).PadLeft(countWidth)}  {name}{(fields.Length > 0 ? $" in {fields}" : "")}"
            );
            if (width > 0 && Codes.All.FirstOrDefault(code => code.Name == name) is { } known)
            {
                WrappedText.Write(known.Sentence, countWidth + 4, width, output);
            }
        }
        if (byCode.Count > CodesMax)
        {
            output.WriteLine($"  and {Figures.Count(byCode.Count - CodesMax)} more codes (see --report FILE)");
        }
    }

    static bool IsOfExport(string code) => code.StartsWith("EXPORT_", StringComparison.Ordinal);

    static string Fields(IEnumerable<ReportCode> codes, int max)
    {
        var fields = codes.Select(code => code.Field).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return fields.Count <= max ? string.Join(", ", fields) : $"{fields[0]}, {fields[1]}, …";
    }

    static void WriteSearch(RunReport report, TextWriter output)
    {
        if (report.DuplicateSearch is { Keys: { } keys } search)
        {
            output.WriteLine();
            output.WriteLine(
                $"Duplicates were found on the disk, because the keys did not fit into --memory: {Figures.Count(keys)} keys, {ByteSize.Describe(search.TemporaryBytes)} of temporary files, which are gone."
            );
        }
    }

    static void WriteTime(RunReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(
            $"{Figures.Time(report.Seconds)}, {Figures.Count(report.RowsPerSecond)} rows/s, {ByteSize.Describe(report.BytesPerSecond)}/s, peak memory {ByteSize.Describe(report.PeakMemoryBytes)}"
        );
        var busy = report.Stages.Where(stage => stage.BusySeconds >= 0.005).ToList();
        if (busy.Count > 0)
        {
            var stages = string.Join(", ", busy.Select(stage => $"{stage.Name} {Figures.Time(stage.BusySeconds)}"));
            output.WriteLine($"busy: {stages}; bottleneck: {report.Bottleneck}");
        }
    }

    static void WriteNext(RunReport report, JobOptions options, TextWriter output)
    {
        if (options.Report is { } path)
        {
            output.WriteLine($"report: {path}");
        }
        WriteFiles(report.OutputFiles, output);
        foreach (var file in report.RejectFiles)
        {
            output.WriteLine($"rejects: {file} (why: {file}.jsonl)");
        }
        if (report.RejectFiles.Count > 0)
        {
            output.WriteLine($"Fix {report.RejectFiles[0]} and run: {Again(options, report.RejectFiles[0])}");
        }
        if (options is { Kind: JobKind.Import, DryRun: false } && report.Job.All(char.IsAsciiDigit))
        {
            output.WriteLine($"This was job {report.Job}; take it back with: etl jobs undo {report.Job}{To(options)}");
        }
    }

    static void WriteFiles(IReadOnlyList<string> files, TextWriter output)
    {
        foreach (var file in files.Take(FilesMax))
        {
            output.WriteLine($"written: {file}");
        }
        if (files.Count > FilesMax)
        {
            output.WriteLine($"and {Figures.Count(files.Count - FilesMax)} more, the last {files[^1]}");
        }
    }

    static string Again(JobOptions options, string rejects) =>
        options.Kind == JobKind.Clean ? $"etl clean {rejects} --out FILE" : $"etl import {rejects}";

    static string To(JobOptions options) =>
        options.Target == JobOptions.DefaultTarget ? "" : $" --to {TargetText.ForCommand(options.Target)}";
}

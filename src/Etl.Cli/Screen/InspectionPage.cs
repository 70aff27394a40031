using System.Globalization;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;

namespace Etl.Cli.Screen;

/// <summary>Shows an inspection: findings with their evidence, then one line per column, examples in what width is left.</summary>
static class InspectionPage
{
    const int HeaderWidthMax = 24;
    const int LooksWidthMax = 20;

    /// <summary>Prints a report.</summary>
    public static void Write(InspectionReport report, Terminal terminal)
    {
        var output = terminal.Output;
        var size = report.Bytes is { } bytes ? $", {ByteSize.Describe(bytes)}" : "";
        output.WriteLine(
            $"{report.Input}: {report.Encoding}, {Delimiter(report)}, {(report.HasHeader ? "with a header" : "without a header")}{size}"
        );
        if (report.Template is { } template)
        {
            output.WriteLine($"recognised by the template \"{template}\"");
        }
        if (report.KnownFormat is { } format)
        {
            output.WriteLine($"known format: {format}");
        }
        foreach (var sentence in report.Evidence)
        {
            WrappedText.Write(sentence, 4, terminal.Width, output, "  - ");
        }
        if (report.IsEncodingDoubtful)
        {
            WriteCandidates(report, terminal);
        }
        output.WriteLine();
        output.WriteLine($"Columns, from the first {Figures.Plural(report.SampleRecords, "record")}:");
        WriteColumns(report, terminal);
        if (report.SampleRejected > 0)
        {
            output.WriteLine(
                $"{Figures.Plural(report.SampleRejected, "record")} of them would be rejected for their shape or bytes."
            );
        }
        if (report.Findings.Count > 0)
        {
            output.WriteLine();
            foreach (var finding in report.Findings)
            {
                WrappedText.Write(finding, 4, terminal.Width, output, "  - ");
            }
        }
        output.WriteLine();
        output.WriteLine($"See the records as they would load with: etl preview {report.Input}");
    }

    static void WriteCandidates(InspectionReport report, Terminal terminal)
    {
        terminal.Output.WriteLine();
        WrappedText.Write(
            "The encoding is not certain, so a job on this file would stop. These are its first rows beyond ASCII in each that it may be; name the right one with --encoding:",
            0,
            terminal.Width,
            terminal.Output
        );
        foreach (var candidate in report.EncodingCandidates)
        {
            var share = Math.Floor(100 * candidate.Confidence).ToString("0", CultureInfo.InvariantCulture);
            terminal.Output.WriteLine($"  --encoding {candidate.Name} ({share} %)");
            foreach (var line in candidate.Lines)
            {
                terminal.Output.WriteLine("    " + CellWidth.Fit(line, terminal.Width - 4).TrimEnd());
            }
        }
    }

    static void WriteColumns(InspectionReport report, Terminal terminal)
    {
        var header = Math.Min(HeaderWidthMax, report.Columns.Max(column => CellWidth.Of(column.Column)));
        var field = Math.Max(5, report.Columns.Max(column => (column.Field ?? "").Length + By(column).Length));
        var looks = Math.Min(LooksWidthMax, Math.Max(5, report.Columns.Max(column => column.Looks.Length)));
        Line("#", "column", "field", "filled", "distinct", "looks", "examples");
        for (var index = 0; index < report.Columns.Count; index++)
        {
            var column = report.Columns[index];
            Line(
                (index + 1).ToString(CultureInfo.InvariantCulture),
                column.Column,
                column.Field is null ? "–" : column.Field + By(column),
                column.FilledPercent.ToString("0", CultureInfo.InvariantCulture) + " %",
                Figures.Count(column.Distinct),
                column.Looks,
                string.Join(" · ", column.Examples)
            );
        }

        void Line(
            string number,
            string name,
            string target,
            string filled,
            string distinct,
            string look,
            string examples
        )
        {
            var line =
                $"  {number, 3}  {CellWidth.Fit(name, header)}  {CellWidth.Fit(target, field)}  {filled, 6}  {distinct, 8}  {CellWidth.Fit(look, looks)}  ";
            var rest = terminal.Width - CellWidth.Of(line);
            terminal.Output.WriteLine((line + (rest >= 8 ? CellWidth.Fit(examples, rest).TrimEnd() : "")).TrimEnd());
        }
    }

    static string By(ColumnProfile column) => column.Field is null || column.By == "alias" ? "" : $" ({column.By})";

    static string Delimiter(InspectionReport report) =>
        report.Delimiter switch
        {
            "" when report.IsDatabase => "from a database",
            "\t" => "tab-delimited",
            "," => "comma-delimited",
            ";" => "semicolon-delimited",
            "" => "one column",
            var delimiter => $"delimited by '{delimiter}'",
        };
}

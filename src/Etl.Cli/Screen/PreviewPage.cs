using System.Globalization;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;
using Etl.Jobs.Stores;

namespace Etl.Cli.Screen;

/// <summary>Shows a preview: a table of the columns that fit and matter most, then what would become of the whole input.</summary>
static class PreviewPage
{
    const int CellWidthMax = 28;
    const int CellWidthMin = 6;
    const int CellWidthShrunk = 14;
    const int OutcomeWidth = 9;

    // What a person looks for first; the rest follows in the input's order.
    static readonly string[] first =
    [
        "full_name",
        "email",
        "phone",
        "company",
        "mobile",
        "title",
        "city",
        "state",
        "country",
        "first_name",
        "last_name",
    ];

    /// <summary>Prints a preview.</summary>
    public static void Write(PreviewReport preview, JobOptions options, Terminal terminal)
    {
        WriteTable(preview, terminal);
        WriteOutcome(preview, terminal.Output);
        JobSummary.WriteFindings(preview.Report, terminal.Width, terminal.Output);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $"Load it with: etl import {string.Join(' ', options.Inputs.Select(TargetText.ForCommand))}"
        );
    }

    static void WriteTable(PreviewReport preview, Terminal terminal)
    {
        if (preview.Rows.Count == 0 || preview.Columns.Count == 0)
        {
            return;
        }
        var numberWidth = Math.Max(2, preview.Rows[^1].Record.ToString(CultureInfo.InvariantCulture).Length);
        var (columns, widths) = Choose(preview, terminal.Width - numberWidth - OutcomeWidth - 4);
        string Line(string number, string outcome, Func<int, string> cell) =>
            string.Join(
                    "  ",
                    [
                        number.PadLeft(numberWidth),
                        CellWidth.Fit(outcome, OutcomeWidth),
                        .. columns.Select((column, index) => CellWidth.Fit(cell(column), widths[index])),
                    ]
                )
                .TrimEnd();
        var output = terminal.Output;
        output.WriteLine();
        output.WriteLine(Line("#", "", column => preview.Columns[column]));
        output.WriteLine(
            Line(new string('─', numberWidth), new string('─', OutcomeWidth), column => new string('─', CellWidthMax))
                .Replace('…', '─')
        );
        foreach (var row in preview.Rows)
        {
            output.WriteLine(
                Line(
                    row.Record.ToString(CultureInfo.InvariantCulture),
                    row.Outcome == "valid" ? "" : row.Outcome,
                    column => row.IsChanged[column] ? row.Values[column] + "*" : row.Values[column]
                )
            );
            if (row.Code is { } code)
            {
                output.WriteLine(new string(' ', numberWidth + 2) + "↳ " + code);
            }
        }
        WriteHidden(preview, columns, terminal);
    }

    static void WriteHidden(PreviewReport preview, IReadOnlyList<int> columns, Terminal terminal)
    {
        var hidden = Enumerable
            .Range(0, preview.Columns.Count)
            .Except(columns)
            .Select(column => preview.Columns[column])
            .ToList();
        if (hidden.Count > 0)
        {
            WrappedText.Write(
                $"not shown for want of width or values: {string.Join(", ", hidden)}",
                2,
                terminal.Width,
                terminal.Output
            );
        }
        if (preview.Rows.Any(row => row.IsChanged.Contains(true)))
        {
            terminal.Output.WriteLine("  * changed by cleaning");
        }
    }

    // Columns that have a value in these rows, the important ones first, as many as fit; shown in the order chosen.
    static (IReadOnlyList<int> Columns, IReadOnlyList<int> Widths) Choose(PreviewReport preview, int width)
    {
        var wanted = Enumerable
            .Range(0, preview.Columns.Count)
            .Where(column => preview.Rows.Any(row => row.Values[column].Length > 0))
            .OrderBy(column => Rank(preview, column))
            .ToList();
        var columns = new List<int>();
        var widths = new List<int>();
        foreach (var column in wanted)
        {
            var needed = Math.Clamp(
                preview.Rows.Max(row => CellWidth.Of(row.Values[column]) + 1),
                Math.Max(CellWidthMin, preview.Columns[column].Length),
                CellWidthMax
            );
            needed = needed + 2 > width && width - 2 >= CellWidthShrunk ? width - 2 : needed;
            if (needed + 2 > width)
            {
                continue;
            }
            columns.Add(column);
            widths.Add(needed);
            width -= needed + 2;
        }
        return (columns, widths);
    }

    // Without a full name its parts come first.
    static int Rank(PreviewReport preview, int column)
    {
        var name = preview.Columns[column];
        var isPart =
            name is "first_name" or "last_name" && !preview.Columns.Contains("full_name", StringComparer.Ordinal);
        var place = Array.IndexOf(first, name);
        return isPart ? -1
            : place >= 0 ? place
            : first.Length;
    }

    static void WriteOutcome(PreviewReport preview, TextWriter output)
    {
        var rows = preview.Report.Rows;
        output.WriteLine();
        var table = new TextTable("lrr")
            .Row("records", Figures.Count(rows.Read), "")
            .Row("valid", Figures.Count(rows.Inserted), Figures.Percent(rows.Inserted, rows.Read))
            .Row("duplicate", Figures.Count(rows.Duplicate), Figures.Percent(rows.Duplicate, rows.Read))
            .Row("rejected", Figures.Count(rows.Rejected), Figures.Percent(rows.Rejected, rows.Read));
        if (rows.Filtered > 0)
        {
            table.Row("filtered", Figures.Count(rows.Filtered), Figures.Percent(rows.Filtered, rows.Read));
        }
        table.Write(output);
    }
}

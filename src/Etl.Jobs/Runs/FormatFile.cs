using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;
using Etl.Formats.Csv;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Text.Csv;

namespace Etl.Jobs.Runs;

/// <summary>The output of <c>--as FORMAT</c>: the header and the conventions of another program, split as it must be.</summary>
static class FormatFile
{
    /// <summary>The format that is written; null for Etl's own names and for the input's header.</summary>
    public static ContactFormat? Of(JobOptions options) => options.As is { } name ? FormatCatalog.Find(name) : null;

    /// <summary>
    /// Where the records go, for people: the path, or the names that files get where there is one for each consent. <see cref="RunReport.OutputFiles"/> has the names of the files
    /// that were made.
    /// </summary>
    public static string TargetOf(JobOptions options)
    {
        var path = options.Output!;
        if (Of(options) is not { HasConsentFiles: true } || path == InputPaths.Standard)
        {
            return path;
        }
        var folder = Path.GetDirectoryName(path) ?? "";
        return $"{Path.Combine(folder, "CONSENT_" + Path.GetFileName(path))}, one file for each consent";
    }

    /// <summary>
    /// What finds the columns that are needed. Null when all are written that may be: for a program that wants its whole header, and when the job cannot start over, because its
    /// input or output is a pipe, or may not, because what lies behind the limit must not matter.
    /// </summary>
    public static ColumnUse? UseOf(JobOptions options) =>
        Of(options) is { IsPartial: true } && !InputPaths.IsPiped(options) && options is { Limit: null, DryRun: false }
            ? new ColumnUse()
            : null;

    /// <summary>Opens the output.</summary>
    /// <param name="format">The format.</param>
    /// <param name="layouts">Layouts of all records that will come.</param>
    /// <param name="options">Where it goes; the rest is the format's.</param>
    /// <param name="guard">What the user says of guards; the format's program is no spreadsheet, so by default there are none.</param>
    /// <param name="use">Which columns are needed for what no column of the input says; null to write all that may be.</param>
    public static ISink Open(
        ContactFormat format,
        IEnumerable<BatchLayout> layouts,
        CsvSinkOptions options,
        GuardMode guard,
        ColumnUse? use
    )
    {
        var columns = layouts.SelectMany(layout => layout.Columns).Where(column => column.Field is not null).ToArray();
        var fields = columns.Select(column => column.Field!.Name).ToHashSet(StringComparer.Ordinal);
        var sure = columns.Where(column => !IsDoubtful(column)).Select(column => column.Field!.Name);
        var output = FormatOutput.Create(format, fields, fields.Except(sure).ToHashSet(StringComparer.Ordinal), use);
        var written = options with
        {
            Columns = [.. output.Headers.Select(header => new CsvOutputColumn(header, -1, null))],
            Composition = output,
            Preamble = format.Preamble,
            Syntax = new CsvSyntax { Delimiter = Encoding.UTF8.GetBytes(format.Delimiter) },
            LineEnd = Encoding.UTF8.GetBytes(format.LineEnd),
            Guards = guard == GuardMode.On,
        };
        return format.RowsMax is null && !format.HasConsentFiles
            ? CsvSink.Open(written)
            : SplitCsvSink.Open(written, format.RowsMax ?? long.MaxValue, format.HasConsentFiles);
    }

    /// <summary>
    /// True for what no column of the input says by itself: a column that was added for parts of others, and what is left in a column of a known program when its values
    /// are placed, or stands behind the last delimiter of a line.
    /// </summary>
    static bool IsDoubtful(ColumnPlan column) =>
        column.IsDerived
        || column is { MappedBy: MappingSources.Format, SourceIndex: < 0 }
        || column is { MappedBy: MappingSources.Format or MappingSources.Name, Field.IsCustom: true }
        || (column.MappedBy == MappingSources.Kept && column.IsUnnamed);
}

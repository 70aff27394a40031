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

    /// <summary>Opens the output.</summary>
    /// <param name="format">The format.</param>
    /// <param name="layouts">Layouts of all records that will come.</param>
    /// <param name="options">Where it goes; the rest is the format's.</param>
    /// <param name="guard">What the user says of guards; the format's program is no spreadsheet, so by default there are none.</param>
    public static ISink Open(
        ContactFormat format,
        IEnumerable<BatchLayout> layouts,
        CsvSinkOptions options,
        GuardMode guard
    )
    {
        var fields = layouts
            .SelectMany(layout => layout.Columns)
            .Select(column => column.Field?.Name)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var output = FormatOutput.Create(format, fields);
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
}

using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Schema;
using Etl.Formats.Csv;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Text.Csv;

namespace Etl.Jobs.Runs;

/// <summary>How <c>clean</c> writes: in the first input's own dialect and under its own header, or under Etl's field names.</summary>
static class CleanOutput
{
    /// <summary>Opens the output of a job; a dry run has one that writes nothing.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="environment">Where standard output is.</param>
    /// <param name="written">Told the paths of files where the output may be several.</param>
    /// <param name="use">Which columns of another program's file are needed; null to write all that may be.</param>
    /// <param name="pipe">The output, when it is a named pipe that is open already.</param>
    public static ISink Open(
        JobInputs inputs,
        JobEnvironment environment,
        Action<string> written,
        ColumnUse? use,
        Stream? pipe
    )
    {
        var options = inputs.Options;
        if (options.DryRun || options.Output is null)
        {
            return new CountingSink();
        }
        var described = Describe(inputs, environment, options.Output) with { Written = written, Pipe = pipe };
        return FormatFile.Of(options) is { } format
            ? FormatFile.Open(format, inputs.Layouts, described, options.Guard, use)
            : CsvSink.Open(described);
    }

    /// <summary>The folder of the output; null when there is no file in one.</summary>
    public static string? FolderOf(JobOptions options)
    {
        if (options.DryRun || options.Output is null || InputPaths.IsStreamOutput(options.Output))
        {
            return null;
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Output))!;
        return folder.StartsWith("/dev", StringComparison.Ordinal) ? null : folder;
    }

    /// <summary>How the output is written.</summary>
    public static CsvSinkOptions Describe(JobInputs inputs, JobEnvironment environment, string path)
    {
        var options = inputs.Options;
        var first = inputs.All[0];
        var isOwnHeader = options.As is null;
        var guards =
            options.Guard == GuardMode.On || (options.Guard == GuardMode.Auto && first.Text?.RemovesGuards == true);
        return new CsvSinkOptions
        {
            Path = path,
            Stream = path == InputPaths.Standard ? environment.OpenOutput() : null,
            Columns = isOwnHeader
                ? CsvOutputColumn.All(first.Mapping.Layout, first.Source.Description.WrittenHeaders)
                : FieldColumns(inputs),
            Syntax = isOwnHeader && first.Text is { } text ? Quoted(text.Syntax) : new(),
            LineEnd = isOwnHeader && first.Text is { } lines ? lines.LineEnd : "\n"u8.ToArray(),
            WritesMark = isOwnHeader && first.Source.Originals.Preamble.Span.StartsWith("\uFEFF"u8),
            WritesHeader = !isOwnHeader || first.HasHeader,
            CountsUnmapped = !isOwnHeader,
            Guards = guards,
            WritesSidecar = guards,
            Overwrite = options.Overwrite,
            InputPaths =
            [
                .. inputs
                    .All.Where(input => !input.IsDatabase && input.Path != InputPaths.Standard)
                    .Select(input => input.Path),
            ],
        };
    }

    /// <summary>Inputs of one output must have the same header, unless the output has a header of its own.</summary>
    public static void RefuseDifferentHeaders(JobInputs inputs)
    {
        var first = inputs.All[0].Source.Description;
        var other = inputs.All.FirstOrDefault(input =>
            !input.Source.Description.Headers.SequenceEqual(first.Headers, StringComparer.Ordinal)
        );
        if (inputs.Options.As is null && other is not null)
        {
            throw new JobException(
                $"The inputs '{first.Path}' and '{other.Source.Description.Path}' have different headers; clean them one by one, or write Etl's field names with --as etl."
            );
        }
    }

    // A value may hold the delimiter after cleaning, so every output needs a quote.
    static CsvSyntax Quoted(CsvSyntax syntax) => syntax.Quote == 0 ? syntax with { Quote = (byte)'"' } : syntax;

    static IReadOnlyList<CsvOutputColumn> FieldColumns(JobInputs inputs)
    {
        var fields = inputs
            .Layouts.SelectMany(layout => layout.Columns)
            .Select(column => column.Field?.Name)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var known = ContactFields.All.Select(field => field.Name).Where(fields.Contains);
        return
        [
            .. known
                .Concat(fields.Where(field => ContactFields.All.All(own => own.Name != field)))
                .Select(CsvOutputColumn.Of),
        ];
    }
}

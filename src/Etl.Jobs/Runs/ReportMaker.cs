using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>Makes a job's report out of what its pipeline did.</summary>
static class ReportMaker
{
    public const string Succeeded = "succeeded";
    public const string RejectsOverLimit = "rejects-over-limit";

    /// <summary>The report of a pipeline that ran to its end.</summary>
    public static RunReport Make(
        string job,
        string target,
        JobOptions options,
        IReadOnlyList<PipelineInput> inputs,
        PipelineResult result,
        IReadOnlyList<string> rejectFiles
    )
    {
        var rows = result.Totals.Rows;
        var bytes = inputs.Sum(input => input.Source.Description.BytesRead);
        var seconds = Math.Max(result.Seconds, 1e-6);
        return new RunReport
        {
            Job = job,
            Status = options.MaxRejects?.IsExceeded(rows.Rejected, rows.Read) == true ? RejectsOverLimit : Succeeded,
            Inputs = [.. inputs.Select(input => Input(input.Source.Description))],
            Target = target,
            Mapping = inputs.Count == 0 ? [] : Mapping(inputs[0].Layout),
            Rows = rows,
            Rejects = Codes(result.Totals, CodeKind.Reject),
            Warnings = Codes(result.Totals, CodeKind.Warning),
            Changes =
            [
                .. Codes(result.Totals, CodeKind.Change),
                .. inputs.SelectMany(RenamedHeaders),
                .. inputs.SelectMany(InstructionRows),
            ],
            RejectFiles = rejectFiles,
            Seconds = Math.Round(result.Seconds, 3),
            RowsPerSecond = Math.Round(rows.Read / seconds),
            BytesPerSecond = Math.Round(bytes / seconds),
            PeakMemoryBytes = PeakMemory.Bytes(),
            Stages = result.Stages,
            Bottleneck = result.Bottleneck,
        };
    }

    /// <summary>What becomes of each column.</summary>
    public static IReadOnlyList<ReportMapping> Mapping(BatchLayout layout) =>
        [
            .. layout
                .Columns.Where(column => column.MappedBy != MappingSources.Spare)
                .Select(column => new ReportMapping(
                    column.Header,
                    column.Family ?? column.Field?.Name,
                    column.Field is null && column.Family is null ? "none" : column.MappedBy
                )),
        ];

    static ReportInput Input(SourceDescription source) =>
        new(source.Path, source.BytesRead, source.Sha256, source.Encoding, source.Delimiter, source.Format);

    static IEnumerable<ReportCode> RenamedHeaders(PipelineInput input) =>
        input.Source.Description.RenamedHeaders.Select(name => new ReportCode(
            Core.Diagnostics.Codes.HeaderRenamed.Name,
            name,
            1
        ));

    static IEnumerable<ReportCode> InstructionRows(PipelineInput input) =>
        input.Source.Description.InstructionRowCount is var count and > 0
            ? [new ReportCode(Core.Diagnostics.Codes.InstructionRowSkipped.Name, null, count)]
            : [];

    static IReadOnlyList<ReportCode> Codes(JobTotals totals, CodeKind kind) =>
        [
            .. totals
                .Codes.Where(code => code.Kind == kind)
                .OrderByDescending(code => code.Count)
                .Select(code => new ReportCode(code.Code, code.Field, code.Count)),
        ];
}

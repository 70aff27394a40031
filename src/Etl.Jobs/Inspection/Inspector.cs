using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Inspection;

/// <summary>Looks at the start of an input: encoding, dialect, header, mapping and columns, each with its evidence.</summary>
public sealed class Inspector(JobEnvironment environment)
{
    const int SampleBytes = 1024 * 1024;
    const int ExamplesMax = 3;
    const int ExampleLengthMax = 60;

    /// <summary>Inspects every input of the options.</summary>
    public async Task<IReadOnlyList<InspectionReport>> RunAsync(JobOptions options, CancellationToken cancellationToken)
    {
        JobOptionsValidator.Validate(options);
        var inputs = await JobInputs
            .OpenAsync(options, environment, environment.BlockBytes ?? SampleBytes, true, cancellationToken)
            .ConfigureAwait(false);
        await using (inputs.ConfigureAwait(false))
        {
            return [.. inputs.All.Select(Describe)];
        }
    }

    static InspectionReport Describe(JobInput input)
    {
        var description = input.Source.Description;
        var sample = input.Source.Sample;
        return new InspectionReport
        {
            Input = description.Path,
            Bytes = description.LengthBytes,
            Encoding = description.Encoding,
            EncodingConfidence = Math.Round(description.EncodingConfidence, 3),
            EncodingCandidates = description.EncodingCandidates,
            Delimiter = description.Delimiter,
            IsDatabase = input.IsDatabase,
            HasHeader = input.HasHeader,
            Template = input.Template?.Template.Name,
            KnownFormat = input.Mapping.Format?.Format.Title,
            Evidence = input.Mapping.Format is { } format
                ? [.. description.Evidence, format.Sentence]
                : description.Evidence,
            SampleRecords = sample?.RowCount ?? 0,
            SampleRejected = sample?.Rejects.Count ?? 0,
            Columns = Profiles(input, sample),
            Findings = [.. input.Mapping.Findings.Select(finding => finding.Sentence)],
        };
    }

    static IReadOnlyList<ColumnProfile> Profiles(JobInput input, RecordBatch? sample)
    {
        var plans = input.Mapping.Layout.Columns.Where(column => column.SourceIndex >= 0).ToList();
        return
        [
            .. plans.Select(
                (plan, index) =>
                {
                    var values = sample is null ? [] : Values(sample, index);
                    var looks = sample is null ? "" : Looks(values, plan);
                    return Profile(plan, values, looks, sample?.RowCount ?? 0);
                }
            ),
        ];
    }

    static ColumnProfile Profile(ColumnPlan plan, IReadOnlyList<string> values, string looks, int rowCount)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).ToList();
        var share = rowCount == 0 ? 0 : Math.Round(100.0 * values.Count / rowCount, 1);
        return new ColumnProfile(
            plan.Header,
            plan.Family ?? plan.Field?.Name,
            plan.MappedBy,
            share,
            distinct.Count,
            looks,
            [.. distinct.Take(ExamplesMax).Select(Shorten)]
        );
    }

    static List<string> Values(RecordBatch sample, int column)
    {
        var values = new List<string>();
        for (var row = 0; row < sample.RowCount; row++)
        {
            if (sample.IsPending(row) && !sample.Cell(row, column).IsEmpty)
            {
                values.Add(Encoding.UTF8.GetString(sample.Value(row, column)));
            }
        }
        return values;
    }

    static string Looks(List<string> values, ColumnPlan plan)
    {
        var looks = new ColumnLooks(plan.Family == "phone" ? FieldKind.Phone : plan.Field?.Kind);
        foreach (var value in values)
        {
            looks.Add(Encoding.UTF8.GetBytes(value));
        }
        return looks.ToString();
    }

    static string Shorten(string value)
    {
        var line = value.ReplaceLineEndings("⏎");
        return line.Length <= ExampleLengthMax ? line : line[..(ExampleLengthMax - 1)] + "…";
    }
}

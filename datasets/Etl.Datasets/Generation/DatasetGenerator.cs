using System.Text;

namespace Etl.Datasets.Generation;

/// <summary>
/// Streams a contact file of any size, and its truth, in constant memory.
/// </summary>
/// <remarks>
/// The truth holds under these rules: match by e-mail, and by phone or mobile where a row has no e-mail; duplicates are
/// skipped; bad values are dropped from a row that has others; no default country is given. It is derived from how the
/// rows were made and not by reading them back, so it is a second opinion on every part that reads them.
/// </remarks>
sealed class DatasetGenerator(GeneratorOptions options)
{
    const int FlushBytes = 1 << 20;

    readonly Bytes file = new(FlushBytes + (64 << 10));
    readonly Bytes truth = new(FlushBytes + (64 << 10));
    readonly RowPlanner planner = new(options);

    /// <summary>Writes the file and, where asked, the truth.</summary>
    public Summary Run(Stream output, Stream? truthOutput, CancellationToken cancellationToken = default)
    {
        var summary = new Summary();
        var line = new CsvLine(file, options);
        var rows = new RowWriter(line, options);
        var truths = new TruthWriter(truth);
        WriteHeader(line);
        for (var index = 0L; index < options.Rows; index++)
        {
            var plan = planner.Plan(index);
            rows.Write(plan);
            summary.Count(plan.Kind);
            if (truthOutput != null)
            {
                truths.Write(plan, rows.Keys);
            }
            WriteBlankRow(line, index, summary);
            if (file.Count >= FlushBytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                summary.Bytes += file.FlushTo(output);
            }
            if (truth.Count >= FlushBytes)
            {
                summary.TruthBytes += truth.FlushTo(truthOutput!);
            }
        }
        summary.Bytes += file.FlushTo(output);
        if (truthOutput != null)
        {
            summary.TruthBytes += truth.FlushTo(truthOutput);
        }
        return summary;
    }

    static void WriteHeader(CsvLine line)
    {
        line.Begin();
        foreach (var column in RowWriter.Columns)
        {
            line.AddField(Encoding.UTF8.GetBytes(column));
        }
        line.End();
    }

    /// <summary>Now and then a blank line or a row of empty fields, which is no record.</summary>
    void WriteBlankRow(CsvLine line, long index, Summary summary)
    {
        var form = new RowRandom(options.Seed, index, RandomPurpose.Blank).Below(4_000);
        if (form > 1)
        {
            return;
        }
        file.Repeat(options.Delimiter, form == 0 ? 0 : RowWriter.Columns.Length - 1);
        line.End();
        summary.Blank++;
    }
}

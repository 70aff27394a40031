using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Core.Mapping;

/// <summary>
/// Fills the empty cells of one column with its <see cref="ColumnPlan.Default"/>. Runs after normalization, so that dropped bad values get the
/// default too; the default itself is normalized once, when the step is made. All cells of a batch share one copy of it.
/// </summary>
public sealed class DefaultValue : IFieldNormalizer
{
    readonly byte[] value;

    DefaultValue(byte[] value) => this.value = value;

    /// <summary>Makes the step of a column that has a default.</summary>
    /// <param name="plan">The column.</param>
    /// <param name="normalizer">The column's normalizer, or null when it has none.</param>
    /// <exception cref="JobException">The default is no valid value of the field.</exception>
    public static DefaultValue Create(ColumnPlan plan, IFieldNormalizer? normalizer)
    {
        var given = plan.Default ?? throw new ArgumentException("The column has no default.", nameof(plan));
        var batch = new RecordBatch(given.Length + RowBlock.Padding);
        batch.Reset(new BatchLayout([plan with { SourceIndex = 0 }]), 0);
        batch.AddRow(new RowSpan(0, 0)).Clear();
        batch.Replace(0, 0, given);
        normalizer?.Normalize(batch, 0);
        var value = batch.Value(0, 0).ToArray();
        if (value.Length == 0 || !batch.IsPending(0))
        {
            var code = batch
                .Rejects.Select(reject => reject.Code)
                .Concat(batch.Counts.Entries.Select(entry => entry.Code))
                .FirstOrDefault();
            throw new JobException(
                $"--default {plan.Field}={Encoding.UTF8.GetString(given)} is not a valid value of the field \"{plan.Field}\"."
                    + (code is null ? "" : $" {code.Name}: {code.Sentence}")
            );
        }
        return new DefaultValue(value);
    }

    /// <inheritdoc/>
    public void Normalize(RecordBatch batch, int column)
    {
        var count = 0;
        var cell = default(Etl.Text.FieldSpan);
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (!batch.IsPending(row) || !batch.Cell(row, column).IsEmpty)
            {
                continue;
            }
            if (count++ == 0)
            {
                value.CopyTo(batch.RentScratch(value.Length));
                cell = batch.KeepScratch(value.Length);
            }
            batch.SetCell(row, column, cell);
            batch.Explanations?.Add(row, column, Codes.DefaultApplied, default, cell);
        }
        batch.Count(Codes.DefaultApplied, column, count);
    }
}

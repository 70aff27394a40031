using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.Dedupe;

public sealed class FileDeduperTests
{
    /// <summary>Slots e-mail (rule 0), phone and mobile (rule 1).</summary>
    static readonly int[] ruleOfSlot = [0, 1, 1];

    static RecordBatch Batch(IReadOnlyList<ulong[]> rows)
    {
        var batch = new RecordBatch(1024);
        batch.Reset(BatchLayout.Empty, 3);
        for (var row = 0; row < rows.Count; row++)
        {
            batch.AddRow(new RowSpan(0, 0));
        }
        for (var slot = 0; slot < rows.Count * 3; slot++)
        {
            batch.Keys[slot] = rows[slot / 3][slot % 3];
        }
        batch.FirstRecordNumber = 1;
        return batch;
    }

    static FileDeduper Deduper(DuplicatePolicy policy = DuplicatePolicy.Skip) => new(ruleOfSlot, policy, long.MaxValue);

    [Fact]
    public void A_row_with_an_email_is_compared_by_email_only()
    {
        var batch = Batch([
            [1, 50, 0],
            [2, 50, 0],
            [1, 60, 0],
        ]);

        Deduper().Run(batch);

        Assert.Equal([RowOutcome.Pending, RowOutcome.Pending, RowOutcome.DuplicateInFile], batch.Outcomes.ToArray());
    }

    [Fact]
    public void A_row_without_email_is_found_by_phone_or_mobile_of_any_kept_row()
    {
        var batch = Batch([
            [1, 50, 51],
            [0, 0, 50],
            [0, 51, 0],
            [0, 52, 0],
            [0, 0, 52],
        ]);

        Deduper().Run(batch);

        Assert.Equal(
            [
                RowOutcome.Pending,
                RowOutcome.DuplicateInFile,
                RowOutcome.DuplicateInFile,
                RowOutcome.Pending,
                RowOutcome.DuplicateInFile,
            ],
            batch.Outcomes.ToArray()
        );
    }

    [Fact]
    public void Rows_without_any_key_and_rejected_rows_are_never_duplicates_and_register_nothing()
    {
        var batch = Batch([
            [0, 0, 0],
            [0, 0, 0],
            [7, 0, 0],
            [7, 0, 0],
        ]);
        batch.Reject(2, Etl.Core.Rejects.RejectStage.Parse, -1, Codes.RowTooLong);

        Deduper().Run(batch);

        Assert.Equal(
            [RowOutcome.Pending, RowOutcome.Pending, RowOutcome.Rejected, RowOutcome.Pending],
            batch.Outcomes.ToArray()
        );
    }

    [Fact]
    public void A_skipped_row_registers_nothing()
    {
        var batch = Batch([
            [1, 0, 0],
            [1, 90, 0],
            [0, 90, 0],
        ]);

        Deduper().Run(batch);

        Assert.Equal([RowOutcome.Pending, RowOutcome.DuplicateInFile, RowOutcome.Pending], batch.Outcomes.ToArray());
    }

    [Fact]
    public void Create_compares_nothing_and_fail_names_the_record()
    {
        var created = Batch([
            [1, 0, 0],
            [1, 0, 0],
        ]);
        Deduper(DuplicatePolicy.Create).Run(created);
        Assert.All(created.Outcomes.ToArray(), outcome => Assert.Equal(RowOutcome.Pending, outcome));

        var failing = Batch([
            [1, 0, 0],
            [1, 0, 0],
        ]);
        var exception = Assert.Throws<JobException>(() => Deduper(DuplicatePolicy.Fail).Run(failing));
        Assert.StartsWith("Record 2 has the same key", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_applying_the_rows_one_by_one(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable
            .Range(0, 3000)
            .Select(_ => new[] { Pick(random, 400), Pick(random, 400) * 1000, Pick(random, 400) * 1000 })
            .ToList();
        var batch = Batch(rows);

        Deduper().Run(batch);

        Assert.Equal(OneByOne(rows), batch.Outcomes.ToArray().Select(outcome => outcome == RowOutcome.Pending));
    }

    static ulong Pick(Random random, int count) => random.Next(3) == 0 ? 0 : (ulong)random.Next(1, count);

    static IEnumerable<bool> OneByOne(IReadOnlyList<ulong[]> rows)
    {
        var kept = new List<ulong[]>();
        foreach (var row in rows)
        {
            ulong[] lookup = row[0] != 0 ? [row[0]] : [.. row.Skip(1).Where(key => key != 0)];
            var isKnown = kept.Any(other =>
                row[0] != 0 ? other[0] == row[0] : lookup.Any(key => other[1] == key || other[2] == key)
            );
            if (!isKnown)
            {
                kept.Add(row);
            }
            yield return !isKnown;
        }
    }
}

using Etl.Core.Batches;
using Etl.Core.Pipeline;
using Etl.Core.Rejects;
using Etl.Core.Schema;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>The stages of a batch one by one: once they have seen one batch, the next costs them no memory. Encoders are in the whole jobs.</summary>
public sealed class StageAllocationTests : IDisposable
{
    const int RecordCount = 1_000;
    const int BlockBytes = 1 << 20;
    const int Attempts = 5;

    /// <summary>Lists are walked through their interfaces here, once for each batch.</summary>
    const long RejectBytesMax = 256;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_stage_allocates_for_a_batch_after_the_first()
    {
        var options = new JobOptions
        {
            Inputs = ["-"],
            Set = MessyContacts.Mapping,
            Templates = folder.File("templates"),
            Filter = "city <> 'PARIS' and (state is not null or custom.size like 's%')",
            Require = ["last_name"],
        };
        using var bytes = new MemoryStream(MessyContacts.Make(RecordCount, people: RecordCount / 2));
        var environment = new JobEnvironment(() => bytes, () => Stream.Null, TimeProvider.System);
        await using var inputs = await JobInputs.OpenAsync(options, environment, BlockBytes, Token);
        var source = inputs.All[0].Source;
        var batch = new RecordBatch(BlockBytes);
        await source.ReadAsync(batch.Block, Token);
        // The sample that the mapping was judged by comes first.
        await source.ReadAsync(batch.Block, Token);
        using var rejects = new RejectFile(folder.File("rejects.csv"), source);
        var stages = Stages(inputs.All[0], new RecordRules(options, DateTimeOffset.UnixEpoch), rejects);

        var least = Least(stages, batch);

        Assert.InRange(batch.RowCount, RecordCount / 3, RecordCount);
        Assert.InRange(batch.Rejects.Count, 10, RecordCount / 2);
        Assert.All(
            stages.Zip(least),
            pair => Assert.InRange(pair.Second, 0, pair.First.Stage == "rejects" ? RejectBytesMax : 0)
        );
    }

    [Fact]
    public void Every_kind_of_field_is_there() =>
        Assert.Equal(Enum.GetValues<FieldKind>().Order(), MessyContacts.Kinds.Order());

    static List<BatchStep> Stages(JobInput input, RecordRules rules, RejectFile rejects)
    {
        var layout = input.Mapping.Layout;
        var parser = input.Source.CreateParser();
        var deduper = rules.CreateDeduper(BlockBytes, RecordCount);
        return
        [
            new BatchStep(
                "parse",
                batch =>
                {
                    batch.Reset(layout, rules.KeyCount);
                    parser.Parse(batch);
                }
            ),
            .. rules.CreateSteps(layout, encoder: null),
            .. rules.CreateOrderedSteps(deduper, encoder: null),
            new BatchStep("rejects", batch => rejects.Append(batch, 0)),
        ];
    }

    /// <summary>What each stage allocates for the batch, the least of some attempts behind a first; see <see cref="Allocation"/>.</summary>
    static long[] Least(List<BatchStep> stages, RecordBatch batch)
    {
        var least = new long[stages.Count];
        for (var attempt = 0; attempt <= Attempts; attempt++)
        {
            for (var index = 0; index < least.Length; index++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                stages[index].Run(batch);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                least[index] = attempt <= 1 ? allocated : Math.Min(least[index], allocated);
            }
        }
        return least;
    }
}

using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class LateDuplicatesTests : IDisposable
{
    const long Plenty = 1L << 30;

    /// <summary>Slots e-mail (rule 0), phone and mobile (rule 1).</summary>
    static readonly int[] ruleOfSlot = [0, 1, 1];

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 0, Plenty)]
    [InlineData(2, 5000, Plenty)]
    [InlineData(3, 0, 10_000)]
    [InlineData(4, 70_000, 10_000)]
    public void Decides_like_applying_the_rows_one_by_one(int seed, int keptInMemory, long bytesMax)
    {
        // More rows than are decided at a time, and values that few or very many rows share.
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 150_000).Select(_ => Row(random)).ToList();
        var oneByOne = new OneByOne();
        using var late = new LateDuplicates(folder.Path, bytesMax);

        var kept = new KeySet();
        foreach (var row in rows.Take(keptInMemory))
        {
            if (oneByOne.Keeps(row))
            {
                Array.ForEach(row, key => _ = key != 0 && kept.Add(key));
            }
        }
        late.Begin(kept);
        foreach (var row in rows.Skip(keptInMemory))
        {
            late.Add(row, ruleOfSlot);
        }
        late.Decide(TestContext.Current.CancellationToken);

        var decided = Enumerable.Range(1, rows.Count - keptInMemory).Select(row => !late.IsDuplicate(row)).ToList();
        Assert.Equal(rows.Skip(keptInMemory).Select(oneByOne.Keeps), decided);
        Assert.InRange(decided.Count(isKept => isKept), 1000, decided.Count - 1000);
    }

    [Fact]
    public void Keys_that_are_kept_leave_the_memory()
    {
        var kept = new KeySet();
        for (var number = 1; number <= 100_000; number++)
        {
            kept.Add(Key((ulong)number));
        }
        using var late = new LateDuplicates(folder.Path, Plenty);

        late.Begin(kept);

        Assert.Equal(0, kept.Count);
        Assert.InRange(kept.Bytes, 0, 1_000_000);
        Assert.Equal(100_000, late.KeyCount);
    }

    [Fact]
    public void Temporary_files_have_no_name_that_could_be_left_behind()
    {
        using var late = new LateDuplicates(folder.Path, Plenty);
        late.Begin(new KeySet());
        for (var number = 1; number <= 1_000_000; number++)
        {
            late.Add([Key((ulong)number % 600_000), 0, 0], ruleOfSlot);
        }
        late.Decide(TestContext.Current.CancellationToken);

        Assert.True(late.LengthBytes > 1_000_000);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes the files when they are closed.");
        Assert.Empty(folder.FileNames());
    }

    [Fact]
    public void A_search_that_is_cancelled_ends_as_cancelled()
    {
        using var late = new LateDuplicates(folder.Path, 1 << 20);
        late.Begin(new KeySet());
        late.Add([1, 2], [0, 1]);

        Assert.Throws<OperationCanceledException>(() => late.Decide(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_folder_that_takes_no_files_is_named_in_one_sentence_of_what_to_do()
    {
        using var late = new LateDuplicates(folder.File("missing"), Plenty);

        var exception = Assert.Throws<Etl.Core.Diagnostics.PipelineException>(() => late.Begin(new KeySet()));

        Assert.Contains("missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--memory", exception.Message, StringComparison.Ordinal);
    }

    static UInt128[] Row(Random random) =>
        [
            random.Next(3) == 0 ? 0 : Key((ulong)random.Next(60_000)),
            random.Next(2) == 0 ? 0 : Key(1_000_000 + (ulong)random.Next(random.Next(20) == 0 ? 3 : 90_000)),
            random.Next(2) == 0 ? 0 : Key(1_000_000 + (ulong)random.Next(90_000)),
        ];

    /// <summary>A key as uniform as those of a keyed hash.</summary>
    static UInt128 Key(ulong number) => new(Mixed(number), Mixed(~number));

    static ulong Mixed(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }

    /// <summary>The meaning, in a few lines.</summary>
    sealed class OneByOne
    {
        readonly HashSet<UInt128> known = [];

        public bool Keeps(UInt128[] row)
        {
            var lookedUp = row[0] != 0 ? row[..1] : row[1..];
            if (lookedUp.Any(key => key != 0 && known.Contains(key)))
            {
                return false;
            }
            known.UnionWith(row.Where(key => key != 0));
            return true;
        }
    }
}

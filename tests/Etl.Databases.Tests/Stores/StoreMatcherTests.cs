using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Databases.Sqlite;
using Etl.Databases.Stores;
using Etl.Databases.Tests.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Stores;

public sealed class StoreMatcherTests : IDisposable
{
    const int KeyCount = 3;

    readonly TempFolder folder = new();

    /// <summary>The keys of each contact as they are stored now.</summary>
    readonly Dictionary<long, UInt128[]> stored = [];
    int askedCount;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip, 0)]
    [InlineData(DuplicatePolicy.Skip, 100_000)]
    [InlineData(DuplicatePolicy.Update, 0)]
    [InlineData(DuplicatePolicy.Update, 100_000)]
    public void Whatever_is_on_the_disk_the_contact_is_the_one_that_is_found_in_memory(
        DuplicatePolicy policy,
        long recentBytes
    ) =>
        Repeat.ForSeeds(
            3,
            random =>
            {
                stored.Clear();
                var expected = new ContactMatcher(MatchRule.Default, policy == DuplicatePolicy.Update);
                using var actual = Matcher(policy, 0, recentBytes);
                for (var row = 0; row < 20_000; row++)
                {
                    var keys = RandomKeys(random, 2_000);
                    var id = stored.Count + 1;
                    var found = expected.FindOrAdd(keys, id);
                    Assert.Equal(found, actual.FindOrAdd(keys, id));
                    if (found == 0)
                    {
                        stored.Add(id, keys);
                    }
                    else if (policy == DuplicatePolicy.Update && random.Next(2) == 0)
                    {
                        var old = stored[found];
                        stored[found] = RandomKeys(random, 2_000);
                        expected.Replace(old, stored[found], found);
                        actual.Replace(old, stored[found], found);
                    }
                    if (random.Next(100) == 0)
                    {
                        actual.Relieve(TestContext.Current.CancellationToken);
                    }
                }
                Assert.Equal("disk", actual.Search.Where);
                Assert.True(askedCount > 0 == (policy == DuplicatePolicy.Update));
            }
        );

    /// <summary>Contacts come in chunks; the last two may be taken back, and are found by what is registered again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void Contacts_that_may_be_taken_back_stay_in_memory(long recentBytes) =>
        Repeat.ForSeeds(
            3,
            random =>
            {
                var expected = new ContactMatcher(MatchRule.Default, keysChange: false);
                using var actual = Matcher(DuplicatePolicy.Skip, 0, recentBytes);
                var open = new List<(long Id, UInt128[] Keys)>();
                for (var id = 1; id <= 20_000; id++)
                {
                    var keys = RandomKeys(random, 2_000);
                    var found = expected.FindOrAdd(keys, id);
                    Assert.Equal(found, actual.FindOrAdd(keys, id));
                    if (found == 0)
                    {
                        open.Add((id, keys));
                    }
                    if (open.Count > random.Next(4, 40))
                    {
                        TakeBackOneOf(open, random, [expected, actual.Recent]);
                        var firstOpen = id - random.Next(50);
                        open.RemoveAll(contact => contact.Id < firstOpen);
                        actual.Relieve(firstOpen, TestContext.Current.CancellationToken);
                        open.ForEach(contact => actual.Recent.Add(contact.Keys, contact.Id));
                    }
                }
                Assert.Equal("disk", actual.Search.Where);
            }
        );

    /// <summary>Of the matchers that forgot it, others may hold its keys.</summary>
    static void TakeBackOneOf(
        List<(long Id, UInt128[] Keys)> open,
        Random random,
        IReadOnlyList<ContactMatcher> matchers
    )
    {
        var (id, keys) = open[random.Next(open.Count)];
        open.RemoveAll(contact => contact.Id == id);
        foreach (var matcher in matchers)
        {
            matcher.Remove(keys, id);
            open.ForEach(contact => matcher.Add(contact.Keys, contact.Id));
        }
    }

    [Fact]
    public void Contacts_that_gave_a_shared_key_up_are_not_asked_again_each_time()
    {
        const int Sharing = 2_000;
        using var matcher = Matcher(DuplicatePolicy.Update, 0, 0);
        for (var id = 1; id <= Sharing; id++)
        {
            stored.Add(id, [(UInt128)id << 100, 5, 0]);
            matcher.Add(stored[id], id);
        }
        matcher.Relieve(TestContext.Current.CancellationToken);
        for (var id = 1; id < Sharing; id++)
        {
            stored[id] = [(UInt128)id << 100, 0, 0];
            matcher.Replace([(UInt128)id << 100, 5, 0], stored[id], id);
        }

        for (var row = 0; row < 100; row++)
        {
            Assert.Equal(Sharing, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
        }
        Assert.InRange(askedCount, Sharing, Sharing + 200);

        // One of them takes it back, and goes to the disk with it.
        stored[3] = [(UInt128)3 << 100, 5, 0];
        matcher.Replace([(UInt128)3 << 100, 0, 0], stored[3], 3);
        Assert.Equal(3, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
        matcher.Relieve(TestContext.Current.CancellationToken);
        Assert.Equal(3, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
    }

    [Fact]
    public void What_is_known_of_a_shared_key_stays_known_when_other_keys_go_to_the_disk()
    {
        const int Sharing = 2_000;
        var token = TestContext.Current.CancellationToken;
        using var matcher = Matcher(DuplicatePolicy.Update, 0, 0);
        for (var id = 1; id <= Sharing; id++)
        {
            stored.Add(id, [(UInt128)id << 100, 5, 0]);
            matcher.Add(stored[id], id);
        }
        matcher.Relieve(token);
        for (var id = 1; id < Sharing; id++)
        {
            stored[id] = [(UInt128)id << 100, 0, 0];
            matcher.Replace([(UInt128)id << 100, 5, 0], stored[id], id);
        }

        for (var move = 1; move <= 20; move++)
        {
            Assert.Equal(Sharing, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
            // Contacts that share the key, behind those that are known to have given it up.
            stored.Add(Sharing + move, [(UInt128)move << 90, 5, 0]);
            matcher.Add(stored[Sharing + move], Sharing + move);
            matcher.Relieve(token);
        }
        Assert.InRange(askedCount, Sharing, Sharing + 20);

        // Two of them take it back, go to the disk with it one behind the other, and give it up again.
        foreach (var id in (int[])[700, 30])
        {
            stored[id] = [(UInt128)id << 100, 5, 0];
            matcher.Replace([(UInt128)id << 100, 0, 0], stored[id], id);
            matcher.Relieve(token);
            Assert.Equal(id, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
        }
        stored[30] = [(UInt128)30 << 100, 0, 0];
        matcher.Replace([(UInt128)30 << 100, 5, 0], stored[30], 30);
        Assert.Equal(700, matcher.FindOrAdd([0, 5, 0], Sharing + 1));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip, 150_000)]
    [InlineData(DuplicatePolicy.Skip, 0)]
    [InlineData(DuplicatePolicy.Update, 150_000)]
    public void Keys_never_take_more_than_their_share_of_memory(DuplicatePolicy policy, long expectedRecords)
    {
        const long MemoryBytes = 6 << 20;
        var memory = Memory(Options(policy, MemoryBytes));
        var random = new Random(6);
        var options = Options(policy, MemoryBytes) with { ExpectedRecords = expectedRecords };
        using var matcher = new StoreMatcher(options, memory, folder.Path, Holds);
        for (var id = 1; id <= 150_000; id++)
        {
            matcher.Add([AnyKey(random), id % 7 == 0 ? 9 : AnyKey(random), 0], id);
            if (id % 500 == 0)
            {
                matcher.Relieve(TestContext.Current.CancellationToken);
                Assert.InRange(matcher.LengthBytes, 1, memory.KeyBytesMax);
            }
        }
        Assert.InRange(matcher.Search.Keys!.Value, 230_000, 300_000);
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public void Deciding_a_row_on_the_disk_allocates_nothing(DuplicatePolicy policy)
    {
        const int RowCount = 20_000;
        var random = new Random(8);
        using var matcher = Matcher(policy, 0, 1 << 20);
        for (var id = 1; id <= RowCount; id++)
        {
            stored.Add(id, [AnyKey(random), AnyKey(random), 0]);
            matcher.Add(stored[id], id);
        }
        matcher.Relieve(TestContext.Current.CancellationToken);
        UInt128[][] rows = [.. stored.Values.Select((keys, index) => index % 2 == 0 ? keys : NewKeys())];
        // The table of keys that are not on the disk yet grows to its size, and what is compiled late is compiled.
        Decide();
        matcher.Relieve(TestContext.Current.CancellationToken);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = Decide();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(RowCount, found);

        UInt128[] NewKeys() => [AnyKey(random), 0, AnyKey(random)];
        int Decide()
        {
            var count = 0;
            for (var row = 0; row < RowCount; row++)
            {
                count += matcher.FindOrAdd(rows[row], RowCount + row + 1) == 0 ? 0 : 1;
            }
            return count;
        }
    }

    [Fact]
    public void A_matcher_that_starts_again_knows_nothing_and_is_in_memory()
    {
        using var matcher = Matcher(DuplicatePolicy.Update, 0, 0);
        matcher.Add([1, 2, 3], 1);
        matcher.Relieve(TestContext.Current.CancellationToken);
        matcher.Add([4, 5, 6], 2);

        matcher.Restart();

        Assert.Equal("memory", matcher.Search.Where);
        Assert.Equal(0, matcher.FindOrAdd([1, 2, 3], 7));
        Assert.Equal(0, matcher.FindOrAdd([4, 0, 0], 8));
        Assert.Equal(7, matcher.FindOrAdd([1, 0, 0], 9));
    }

    StoreMatcher Matcher(DuplicatePolicy policy, long memoryBytes, long recentBytes)
    {
        var options = Options(policy, memoryBytes);
        return new StoreMatcher(options, Memory(options, recentBytes), folder.Path, Holds);
    }

    static KeyMemory Memory(StoreSinkOptions options, long? recentBytes = null) =>
        new(options, PageMemory.BytesOf(options), recentBytes);

    bool Holds(long id, UInt128 key)
    {
        askedCount++;
        return stored[id].Contains(key);
    }

    static StoreSinkOptions Options(DuplicatePolicy policy, long memoryBytes) =>
        StoreFixture.Options(1) with
        {
            OnDuplicate = policy,
            MemoryBytes = memoryBytes,
        };

    /// <summary>An e-mail, a phone and a mobile, each of few and often none.</summary>
    static UInt128[] RandomKeys(Random random, int values)
    {
        var keys = new UInt128[KeyCount];
        for (var slot = 0; slot < KeyCount; slot++)
        {
            var number = (ulong)random.Next(values);
            var rule = slot == 0 ? 1UL : 2;
            keys[slot] = random.Next(3) == 0 ? 0 : new UInt128(number * 0x9E3779B97F4A7C15, (number << 20) + rule);
        }
        return keys;
    }

    static UInt128 AnyKey(Random random) =>
        new(
            (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            (ulong)random.NextInt64(long.MinValue, long.MaxValue)
        );
}

using System.Runtime.InteropServices;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Stores;

/// <summary>
/// Finds the contact that a row duplicates, among any number of contacts: in memory while the keys fit, and beyond that on the disk
/// (<see cref="OwnerRuns"/>), with the answers of a <see cref="ContactMatcher"/> that holds them all.
/// </summary>
/// <remarks>
/// Owners on the disk are never taken away there. A contact that may have given a key up is asked for its keys as they are stored now,
/// which is asked only of keys that some contact gave up since.
/// </remarks>
sealed class StoreMatcher : IDisposable
{
    /// <summary>Keys that a contact has given up, as many as a Bloom filter is made for; more only make it ask more contacts.</summary>
    const long ReleasedKeysExpected = 4_000_000;

    /// <summary>Contacts that have given one key up, from which on they are not asked again each time.</summary>
    const int SkippedMin = 8;

    /// <summary>Keys of which that is remembered: 100 KB.</summary>
    const int FloorsMax = 2048;

    readonly StoreSinkOptions options;
    readonly KeyMemory memory;
    readonly string folder;
    readonly Func<long, UInt128, bool> holds;

    /// <summary>For keys that many contacts have given up: no owner on the disk from this id down holds it.</summary>
    readonly Dictionary<UInt128, long> floors = [];

    readonly ContactMatcher recent;
    OwnerRuns? older;
    BloomFilter? released;

    /// <summary>Makes a matcher that knows no contact.</summary>
    /// <param name="options">How the sink writes.</param>
    /// <param name="memory">How much memory the keys may take.</param>
    /// <param name="folder">Where temporary files go.</param>
    /// <param name="holds">Tells whether a stored contact holds a key now.</param>
    public StoreMatcher(StoreSinkOptions options, KeyMemory memory, string folder, Func<long, UInt128, bool> holds)
    {
        this.options = options;
        this.memory = memory;
        this.folder = folder;
        this.holds = holds;
        recent = new ContactMatcher(
            options.MatchRules,
            KeysChange,
            options.OnDuplicate == DuplicatePolicy.Create ? 0 : options.ExpectedRecords,
            memory.KeyBytesMax
        );
    }

    /// <summary>Told in one sentence what takes its time; null when nobody listens.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Contacts that are stored already, as far as known: the filter is made for their keys too. Default: 0.</summary>
    public long StoredCount { get; set; }

    /// <summary>The contacts that are not on the disk: all while the keys fit into memory.</summary>
    public ContactMatcher Recent => recent;

    /// <summary>True when keys should move to the disk.</summary>
    public bool IsFull =>
        older is null ? recent.LengthBytes > memory.KeyBytesMax : recent.UsedBytes > memory.RecentBytesMax;

    /// <summary>Keys per row.</summary>
    public int KeyCount => recent.KeyCount;

    /// <summary>Memory of the keys, in bytes.</summary>
    public long LengthBytes => recent.LengthBytes + (older?.MemoryBytes ?? 0) + (released?.LengthBytes ?? 0);

    /// <summary>What became of the search for duplicates.</summary>
    public ReportDuplicateSearch Search =>
        older is null
            ? new ReportDuplicateSearch("memory", null, 0)
            : new ReportDuplicateSearch("disk", older.KeyCount, older.LengthBytesMax);

    bool KeysChange => options.OnDuplicate == DuplicatePolicy.Update;

    /// <summary>Brings near what the decisions about the next rows will look up: to be called for each row in turn.</summary>
    /// <param name="keys">The keys of all rows of a batch.</param>
    /// <param name="row">The row that is decided next.</param>
    public void PrefetchFrom(ReadOnlySpan<UInt128> keys, int row) => recent.PrefetchFrom(keys, row);

    /// <summary>
    /// The contact that a row with these keys duplicates; when there is none, 0, and the row's contact is registered under all its keys.
    /// </summary>
    public long FindOrAdd(ReadOnlySpan<UInt128> keys, long id)
    {
        if (older is null)
        {
            return recent.FindOrAdd(keys, id);
        }
        var (first, end) = recent.LookUpSlots(keys);
        var found = 0L;
        foreach (var key in keys[first..end])
        {
            var owner = key == 0 ? 0 : OwnerOf(key, older);
            found = owner != 0 && (found == 0 || owner < found) ? owner : found;
        }
        if (found == 0)
        {
            recent.Add(keys[first..], id);
        }
        return found;
    }

    /// <summary>Registers a contact under all its keys.</summary>
    public void Add(ReadOnlySpan<UInt128> keys, long id) => recent.Add(keys, id);

    /// <summary>Registers a contact under its new keys after an update.</summary>
    public void Replace(ReadOnlySpan<UInt128> oldKeys, ReadOnlySpan<UInt128> newKeys, long id)
    {
        recent.Replace(oldKeys, newKeys, id);
        foreach (var key in oldKeys)
        {
            if (key != 0 && !newKeys.Contains(key))
            {
                released?.Add(key);
            }
        }
    }

    /// <summary>
    /// Moves keys to the disk when memory is full. To be called between batches: what is on the disk is asked for in the store, so no row may
    /// wait to be written there.
    /// </summary>
    public void Relieve(CancellationToken cancellationToken) => Relieve(long.MaxValue, cancellationToken);

    /// <summary>
    /// The same where contacts may still turn out to be none: only those below an id move to the disk, and when anything moved, the others
    /// are forgotten and have to be registered again.
    /// </summary>
    /// <param name="idsBelow">The first id that may be taken back.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Relieve(long idsBelow, CancellationToken cancellationToken)
    {
        if (!IsFull)
        {
            return;
        }
        if (older is null)
        {
            Begin(idsBelow, cancellationToken);
            return;
        }
        LowerFloors();
        recent.MoveTo(older, idsBelow, cancellationToken);
    }

    /// <summary>To be called when all stored contacts are registered, before rows are looked up.</summary>
    public void EndLoading(CancellationToken cancellationToken) => older?.MergeAll(cancellationToken);

    /// <summary>Forgets all contacts, with room for those that are expected.</summary>
    public void Restart()
    {
        if (older is null)
        {
            recent.Restart();
            return;
        }
        older.Dispose();
        (older, released) = (null, null);
        floors.Clear();
        recent.Restart();
    }

    /// <inheritdoc/>
    public void Dispose() => older?.Dispose();

    void Begin(long idsBelow, CancellationToken cancellationToken)
    {
        older = new OwnerRuns(folder, KeysChange);
        recent.MoveTo(older, idsBelow, cancellationToken);
        // Its memory is what the filter takes. All of the new room at once: it will be needed, and growing leaves as much behind.
        recent.Restart(memory.RecentBytesMax);
        // Of a stream nobody knows how much will come.
        var expected =
            options.ExpectedRecords > 0
                ? Math.Max(older.KeyCount, StoredCount * KeyCount) + (options.ExpectedRecords * KeyCount)
                : long.MaxValue / 64;
        older.MakeFilter(expected, memory.FilterBytesMax, cancellationToken);
        Note?.Invoke(
            FormattableString.Invariant(
                $"{older.KeyCount:N0} keys fill the memory; from here on they go to temporary files in \"{folder}\"."
            )
        );
        released = KeysChange ? new BloomFilter(ReleasedKeysExpected, memory.ReleasedBytesMax) : null;
    }

    /// <summary>The lowest id of the contacts that hold a key, or 0.</summary>
    long OwnerOf(UInt128 key, OwnerRuns runs)
    {
        var owner = recent.OwnerOf(key);
        if (!runs.MayHold(key))
        {
            return owner;
        }
        var below = owner == 0 ? long.MaxValue : owner;
        if (released?.MayContain(key) != true)
        {
            return runs.Lowest(key, 0, below) is not 0 and var lowest ? lowest : owner;
        }
        return LowestThatHolds(key, below, runs) is not 0 and var holder ? holder : owner;
    }

    /// <summary>The lowest owner on the disk that has not given the key up, or 0.</summary>
    long LowestThatHolds(UInt128 key, long below, OwnerRuns runs)
    {
        var above = floors.GetValueOrDefault(key);
        for (var skipped = 0; ; skipped++)
        {
            var owner = runs.Lowest(key, above, below);
            if (owner == 0 || holds(owner, key))
            {
                if (skipped >= SkippedMin)
                {
                    Remember(key, above);
                }
                return owner;
            }
            above = owner;
        }
    }

    void Remember(UInt128 key, long floor)
    {
        if (floors.Count >= FloorsMax)
        {
            floors.Clear();
        }
        floors[key] = floor;
    }

    /// <summary>A contact that holds a key again goes to the disk, maybe below the floor of the key.</summary>
    void LowerFloors()
    {
        foreach (var key in floors.Keys)
        {
            if (recent.OwnerOf(key) is not 0 and var owner)
            {
                ref var floor = ref CollectionsMarshal.GetValueRefOrNullRef(floors, key);
                floor = Math.Min(floor, owner - 1);
            }
        }
    }
}

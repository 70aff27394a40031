using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;

namespace Etl.Databases.Stores;

/// <summary>
/// Finds the contact that a row duplicates: the row looks up with the keys of its first rule that has a value; once it is
/// stored it is found by the keys of all rules. When several contacts match, the oldest one counts.
/// </summary>
sealed class ContactMatcher
{
    readonly bool keysChange;
    readonly long expectedKeys;
    KeyTable table;

    /// <summary>False when the table has not the room of <see cref="expectedKeys"/>.</summary>
    bool hasRoom = true;

    readonly int[] ruleOfSlot;

    /// <summary>Makes a matcher that knows no contact.</summary>
    /// <param name="rules">The match rules.</param>
    /// <param name="keysChange">True when contacts get other keys, or are removed.</param>
    /// <param name="expectedRecords">Records that will come, as far as known; 0 when nobody knows. Default: 0.</param>
    /// <param name="bytesMax">Most bytes that the keys may take. Default: 0, no room is made ahead.</param>
    public ContactMatcher(IReadOnlyList<MatchRule> rules, bool keysChange, long expectedRecords = 0, long bytesMax = 0)
    {
        this.keysChange = keysChange;
        ruleOfSlot = [.. rules.SelectMany((rule, ordinal) => Enumerable.Repeat(ordinal, rule.Alternatives.Count))];
        expectedKeys = ExpectedKeys.Of(expectedRecords, KeyCount, bytesMax, KeyTable.BytesPerKeyMax);
        table = new KeyTable(keysChange, expectedKeys);
    }

    /// <summary>Keys per row.</summary>
    public int KeyCount => ruleOfSlot.Length;

    /// <summary>Memory of the keys, in bytes.</summary>
    public long LengthBytes => table.LengthBytes;

    /// <summary>What the keys take of it that are there already, in bytes.</summary>
    public long UsedBytes => table.UsedBytes;

    /// <summary>Brings near what the decisions about the next rows will look up: to be called for each row in turn.</summary>
    /// <param name="keys">The keys of all rows of a batch.</param>
    /// <param name="row">The row that is decided next.</param>
    public void PrefetchFrom(ReadOnlySpan<UInt128> keys, int row)
    {
        foreach (var key in KeysAhead.Of(keys, KeyCount, row))
        {
            table.Prefetch(key);
        }
    }

    /// <summary>The lowest id of the contacts that hold a key (not 0), or 0.</summary>
    public long OwnerOf(UInt128 key) => table.Find(key);

    /// <summary>
    /// The contact that a row with these keys duplicates; when there is none, 0, and the row's contact is registered under all its keys.
    /// </summary>
    public long FindOrAdd(ReadOnlySpan<UInt128> keys, long id)
    {
        var (first, end) = LookUpSlots(keys);
        // A single key is looked up by adding it.
        var isSingle = end - first == 1;
        var found = isSingle ? table.FindOrAdd(keys[first], id) : LowestOf(keys[first..end]);
        if (found == 0)
        {
            Add(isSingle ? keys[end..] : keys[first..], id);
        }
        return found;
    }

    /// <summary>The contact that a row with these keys duplicates, or 0.</summary>
    public long Find(ReadOnlySpan<UInt128> keys)
    {
        var (first, end) = LookUpSlots(keys);
        return LowestOf(keys[first..end]);
    }

    /// <summary>The lowest id of the contacts that hold one of the keys, or 0.</summary>
    long LowestOf(ReadOnlySpan<UInt128> keys)
    {
        var found = 0L;
        foreach (var key in keys)
        {
            var id = key == 0 ? 0 : table.Find(key);
            found = id != 0 && (found == 0 || id < found) ? id : found;
        }
        return found;
    }

    /// <summary>Registers a contact under all its keys.</summary>
    public void Add(ReadOnlySpan<UInt128> keys, long id)
    {
        foreach (var key in keys)
        {
            if (key != 0)
            {
                table.Add(key, id);
            }
        }
    }

    /// <summary>Forgets a contact.</summary>
    public void Remove(ReadOnlySpan<UInt128> keys, long id)
    {
        foreach (var key in keys)
        {
            if (key != 0)
            {
                table.Remove(key, id);
            }
        }
    }

    /// <summary>Forgets all contacts, with room for those that are expected.</summary>
    public void Restart()
    {
        if (table.Count > 0 || !hasRoom)
        {
            MakeTable(expectedKeys);
            hasRoom = true;
        }
    }

    /// <summary>The same with room of another size, at least about so many bytes.</summary>
    public void Restart(long bytes)
    {
        MakeTable(bytes / KeyTable.BytesPerKeyMax);
        hasRoom = false;
    }

    /// <summary>Forgets all contacts and gives their memory back.</summary>
    public void Clear()
    {
        table = new KeyTable(keysChange);
        hasRoom = false;
    }

    /// <summary>Forgets all contacts; their memory is kept for those that come.</summary>
    public void Empty() => table.Empty();

    /// <summary>
    /// Moves contacts to the disk and forgets the others; their memory is kept for those that come.
    /// </summary>
    /// <param name="runs">Where to.</param>
    /// <param name="idsBelow">The first id that does not move.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void MoveTo(OwnerRuns runs, long idsBelow, CancellationToken cancellationToken)
    {
        runs.Add(table, idsBelow, cancellationToken);
        table.Empty();
    }

    /// <summary>
    /// The keys with which a row looks up: those of its first rule that has a value. Slots of other rules are not in the range.
    /// </summary>
    public (int First, int End) LookUpSlots(ReadOnlySpan<UInt128> keys) => FirstRule.SlotsOf(keys, ruleOfSlot);

    /// <summary>Registers a contact under its new keys after an update.</summary>
    public void Replace(ReadOnlySpan<UInt128> oldKeys, ReadOnlySpan<UInt128> newKeys, long id)
    {
        foreach (var key in oldKeys)
        {
            if (key != 0 && !newKeys.Contains(key))
            {
                table.Remove(key, id);
            }
        }
        Add(newKeys, id);
    }

    void MakeTable(long keyCount)
    {
        // To the system at once, before as much is taken again.
        table.Release();
        table = new KeyTable(keysChange, keyCount);
    }
}

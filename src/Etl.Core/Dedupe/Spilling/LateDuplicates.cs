using System.Globalization;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Which rows are duplicates when their keys do not fit into memory: exact, the same answer as in memory, but known only when all
/// rows are read. From the moment on that memory is full, the keys of each row go to the disk.
/// </summary>
/// <param name="folder">Where temporary files go: about 24 bytes a key.</param>
/// <param name="bytesMax">Memory that may be used.</param>
public sealed class LateDuplicates(string folder, long bytesMax) : IDisposable
{
    KeySpill? keys;
    RepeatedKeys? repeated;
    DuplicateSweep? sweep;
    long rowCount;

    /// <summary>Told in one sentence what takes its time; null when nobody listens.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Where temporary files go.</summary>
    public string Folder => folder;

    /// <summary>True when rows are undecided.</summary>
    public bool HasBegun => keys is not null;

    /// <summary>Most bytes on the disk so far.</summary>
    public long LengthBytes => (keys?.LengthBytes ?? 0) + (repeated?.LengthBytes ?? 0);

    /// <summary>Keys on the disk.</summary>
    public long KeyCount => keys?.Count ?? 0;

    /// <summary>Starts, with the keys of the rows that are kept already; they leave the memory.</summary>
    public void Begin(KeySet keptKeys)
    {
        keys = new KeySpill(folder);
        foreach (var key in keptKeys.Drain())
        {
            keys.Add(new SpilledKey(key, 0, IsLookup: false));
        }
        Note?.Invoke(
            $"{Text(keys.Count)} keys fill the memory; from here on they go to temporary files in \"{folder}\", and records wait there, too."
        );
    }

    /// <summary>Takes the next undecided row.</summary>
    /// <param name="slots">Its keys, 0 where it has none.</param>
    /// <param name="rules">The rule that each slot belongs to, ascending: a row looks up with the keys of its first rule that has a value.</param>
    public void Add(ReadOnlySpan<UInt128> slots, ReadOnlySpan<int> rules)
    {
        rowCount++;
        var (first, end) = FirstRule.SlotsOf(slots, rules);
        for (var slot = first; slot < slots.Length; slot++)
        {
            if (slots[slot] != UInt128.Zero)
            {
                keys!.Add(new SpilledKey(slots[slot], rowCount, IsLookup: slot < end));
            }
        }
    }

    /// <summary>Makes the rows known, when all of them are added.</summary>
    public void Decide(CancellationToken cancellationToken)
    {
        Note?.Invoke($"All is read; {Text(rowCount)} records wait for the search for duplicates and are written then.");
        repeated = RepeatedKeys.Find(
            keys!,
            folder,
            Math.Max(bytesMax / 2, bytesMax - KeySpill.BufferBytes),
            cancellationToken
        );
        sweep = new DuplicateSweep(repeated);
    }

    /// <summary>True when the row is a duplicate. To be asked in ascending order, when all is decided.</summary>
    /// <param name="row">1-based number in the order of <see cref="Add"/>.</param>
    public bool IsDuplicate(long row) => sweep!.IsDuplicate(row);

    /// <inheritdoc/>
    public void Dispose()
    {
        keys?.Dispose();
        repeated?.Dispose();
    }

    static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

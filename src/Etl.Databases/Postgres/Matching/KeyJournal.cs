using System.Runtime.InteropServices;

namespace Etl.Databases.Postgres.Matching;

/// <summary>The changes of contacts' keys in a chunk, in their order, to be taken back or taken over.</summary>
/// <param name="keyCount">Keys of a contact.</param>
sealed class KeyJournal(int keyCount)
{
    readonly List<long> owners = [];

    /// <summary>For each change the keys before, then those after.</summary>
    readonly List<UInt128> keys = [];

    /// <summary>Number of changes.</summary>
    public int Count => owners.Count;

    /// <summary>Adds a change.</summary>
    public void Add(long owner, ReadOnlySpan<UInt128> oldKeys, ReadOnlySpan<UInt128> newKeys)
    {
        owners.Add(owner);
        keys.AddRange(oldKeys);
        keys.AddRange(newKeys);
    }

    /// <summary>The contact of a change.</summary>
    public long Owner(int change) => owners[change];

    /// <summary>Its keys before a change.</summary>
    public ReadOnlySpan<UInt128> OldKeys(int change) => Keys(2 * change);

    /// <summary>Its keys behind a change.</summary>
    public ReadOnlySpan<UInt128> NewKeys(int change) => Keys(2 * change + 1);

    /// <summary>Forgets all changes, and keeps the memory.</summary>
    public void Clear()
    {
        owners.Clear();
        keys.Clear();
    }

    ReadOnlySpan<UInt128> Keys(int index) => CollectionsMarshal.AsSpan(keys).Slice(index * keyCount, keyCount);
}

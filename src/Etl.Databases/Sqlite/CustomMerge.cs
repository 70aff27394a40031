using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>Merges rows' custom fields into stored JSON objects. A result lives until the next row.</summary>
/// <param name="customs">The custom fields that rows have.</param>
/// <param name="policies">For each of them what an update does with it.</param>
/// <param name="blankClears">True when an empty value clears the stored one.</param>
sealed class CustomMerge(CustomField[] customs, MergePolicy[] policies, bool blankClears)
{
    readonly byte[][] names = [.. customs.Select(custom => Encoding.UTF8.GetBytes(custom.Name))];
    readonly CustomMembers members = new();
    readonly ValueMerger merger = new();

    /// <summary>Merges a row's fields into an object.</summary>
    /// <param name="stored">The object as it is stored; empty when there is none.</param>
    /// <param name="batch">The row's batch, with its rows encoded for the store.</param>
    /// <param name="row">The row.</param>
    /// <param name="merged">The merged object, empty when no value is left; only when something changes.</param>
    /// <returns>False when nothing changes.</returns>
    public bool Merge(ReadOnlySpan<byte> stored, RecordBatch batch, int row, out ReadOnlySpan<byte> merged)
    {
        merged = default;
        var given = ContactEncoder.Decode(batch.Encoded.Row(row), out _);
        if (given.IsEmpty && !blankClears)
        {
            return false;
        }
        // The same object again changes nothing under any policy, and most rows of a file that is loaded anew have it.
        if (given.SequenceEqual(stored))
        {
            return false;
        }
        members.Read(stored);
        var isChanged = false;
        for (var index = 0; index < customs.Length; index++)
        {
            var value = batch.Value(row, customs[index].Column);
            isChanged |= value.IsEmpty ? Clear(index) : Merge(index, value);
        }
        if (isChanged)
        {
            merged = members.Write();
        }
        return isChanged;
    }

    bool Clear(int index)
    {
        if (!blankClears || customs[index].IsDerived || policies[index] != MergePolicy.Overwrite)
        {
            return false;
        }
        var member = members.Find(names[index]);
        if (member < 0)
        {
            return false;
        }
        members.Remove(member);
        return true;
    }

    bool Merge(int index, ReadOnlySpan<byte> value)
    {
        var member = members.Find(names[index]);
        var old = member < 0 ? default : members.TextOf(member);
        var merged = merger.Merge(policies[index], FieldKind.MultilineText, old, value);
        if (merged.SequenceEqual(old))
        {
            return false;
        }
        members.Set(member, names[index], merged, customs[index].IsScalar(merged));
        return true;
    }
}

using Etl.Core.Contracts;
using Etl.Core.Schema;

namespace Etl.Databases.Stores;

/// <summary>
/// What an update makes of a field's stored and new value under a <see cref="MergePolicy"/>. The result is one of the two, or
/// lies in a buffer that lives until the next call.
/// </summary>
sealed class ValueMerger
{
    const byte TagSeparator = (byte)';';
    const byte LineSeparator = (byte)'\n';

    byte[] merged = new byte[1024];

    /// <summary>The value to store; equal to the stored one when nothing changes.</summary>
    public ReadOnlySpan<byte> Merge(
        MergePolicy policy,
        FieldKind kind,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> added
    ) =>
        policy switch
        {
            MergePolicy.Keep => stored,
            MergePolicy.Fill => stored.IsEmpty ? added : stored,
            MergePolicy.Append when stored.IsEmpty => added,
            MergePolicy.Append when added.IsEmpty => stored,
            MergePolicy.Append => kind == FieldKind.Tags ? Unite(stored, added) : AppendText(stored, added),
            _ => added,
        };

    ReadOnlySpan<byte> Unite(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> added)
    {
        var length = Start(stored, added);
        foreach (var range in added.Split(TagSeparator))
        {
            var tag = added[range];
            if (!Holds(merged.AsSpan(0, length), tag, TagSeparator))
            {
                length = Add(length, tag, TagSeparator);
            }
        }
        return merged.AsSpan(0, length);
    }

    ReadOnlySpan<byte> AppendText(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> added) =>
        Holds(stored, added, LineSeparator)
            ? stored
            : merged.AsSpan(0, Add(Start(stored, added), added, LineSeparator));

    /// <summary>Makes room for both values and takes over the stored one.</summary>
    int Start(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> added)
    {
        if (merged.Length < stored.Length + added.Length + 1)
        {
            merged = new byte[2 * (stored.Length + added.Length + 1)];
        }
        stored.CopyTo(merged);
        return stored.Length;
    }

    int Add(int length, ReadOnlySpan<byte> value, byte separator)
    {
        merged[length++] = separator;
        value.CopyTo(merged.AsSpan(length));
        return length + value.Length;
    }

    /// <summary>True when the value stands in the list between separators or at its ends; both may hold separators themselves.</summary>
    static bool Holds(ReadOnlySpan<byte> list, ReadOnlySpan<byte> value, byte separator)
    {
        for (var start = 0; start + value.Length <= list.Length; )
        {
            var found = list[start..].IndexOf(value);
            if (found < 0)
            {
                return false;
            }
            var at = start + found;
            var end = at + value.Length;
            if ((at == 0 || list[at - 1] == separator) && (end == list.Length || list[end] == separator))
            {
                return true;
            }
            start = at + 1;
        }
        return false;
    }
}

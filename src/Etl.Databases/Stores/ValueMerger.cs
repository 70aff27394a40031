using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Text.Lists;

namespace Etl.Databases.Stores;

/// <summary>
/// What an update makes of a field's stored and new value under a <see cref="MergePolicy"/>. The result is one of the two, or
/// lies in a buffer that lives until the next call.
/// </summary>
sealed class ValueMerger
{
    const byte LineSeparator = (byte)'\n';

    byte[] merged = new byte[1024];
    byte[] unquoted = [];

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
        var start = Start(stored, added);
        var length = start;
        var rest = added;
        while (ListText.TryTake(ref rest, out var tag))
        {
            if (
                !tag.IsNull
                && !ListText.Holds(stored, tag)
                && !ListText.Holds(merged.AsSpan(start, length - start), tag)
            )
            {
                length = Add(length, tag);
            }
        }
        return merged.AsSpan(0, length);
    }

    int Add(int length, in ListElement tag)
    {
        if (length > 0 && merged[length - 1] != ListText.Separator)
        {
            merged[length++] = ListText.Separator;
        }
        var text = unquoted.AsSpan(0, tag.Read(unquoted));
        return length + ListText.Write(text, merged.AsSpan(length));
    }

    ReadOnlySpan<byte> AppendText(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> added) =>
        Holds(stored, added, LineSeparator)
            ? stored
            : merged.AsSpan(0, Add(Start(stored, added), added, LineSeparator));

    /// <summary>Makes room for both values and takes over the stored one.</summary>
    int Start(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> added)
    {
        // An element that needs quotes and has none yet grows by them; each has a separator.
        var lengthMax = stored.Length + 4 * (added.Length + 1);
        if (merged.Length < lengthMax)
        {
            merged = new byte[2 * lengthMax];
        }
        if (unquoted.Length < added.Length)
        {
            unquoted = new byte[2 * added.Length];
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

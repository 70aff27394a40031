using System.Buffers;
using System.Text.Json;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// The members of one stored JSON object after another, in their order, with values replaced, added and removed. All of an object lies in
/// buffers that are used again: spans that it gives live until its next change.
/// </summary>
sealed class CustomMembers
{
    const int NotFound = -1;

    readonly ArrayBufferWriter<byte> json = new();
    readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { Encoder = CustomJson.Escaping });
    readonly CustomText text = new();

    /// <summary>The stored JSON, and behind it names without their escapes and new names and values.</summary>
    byte[] bytes = new byte[1024];
    int length;
    CustomMember[] members = new CustomMember[16];
    int count;

    /// <summary>The member behind the one that was found last: fields mostly are stored in the order in which they are asked for.</summary>
    int next;

    /// <summary>True when several members have one name: then the first one counts, as for everybody who reads them, and the others stay as they are.</summary>
    bool hasRepeats;

    /// <summary>A bit for the hash of each name, which spares most looks for repeats.</summary>
    ulong seen;

    /// <summary>Takes an object; an empty span is one without members. Throws <see cref="JsonException"/> when it is none.</summary>
    public void Read(ReadOnlySpan<byte> stored)
    {
        length = 0;
        count = 0;
        next = 0;
        hasRepeats = false;
        seen = 0;
        if (stored.IsEmpty)
        {
            return;
        }
        Keep(stored);
        var reader = new Utf8JsonReader(bytes.AsSpan(0, length));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The custom fields of a contact are no JSON object.");
        }
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = ReadMember(ref reader);
                hasRepeats |= IsRepeat(NameOf(member));
                Add(member);
            }
        }
    }

    /// <summary>The member of a name (UTF-8), or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var tried = 0; tried < count; tried++)
        {
            var index =
                hasRepeats ? tried
                : next < count ? next
                : 0;
            next = index + 1;
            if (!members[index].IsRemoved && NameOf(members[index]).SequenceEqual(name))
            {
                return index;
            }
        }
        return NotFound;
    }

    /// <summary>The value of a member as text: numbers and truth values as they are written, empty for null.</summary>
    public ReadOnlySpan<byte> TextOf(int index)
    {
        ref readonly var member = ref members[index];
        return member.IsNew ? ValueOf(member) : text.Read(ValueOf(member));
    }

    /// <summary>Replaces the value of a member, or adds one behind all others.</summary>
    /// <param name="index">The member; −1 for a new one.</param>
    /// <param name="name">Its name (UTF-8), for a new one.</param>
    /// <param name="value">The value, which lies elsewhere.</param>
    /// <param name="isScalar">True for a number or truth value as JSON writes it, false for text.</param>
    public void Set(int index, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isScalar)
    {
        if (index < 0)
        {
            index = Add(new CustomMember { NameStart = Keep(name), NameLength = name.Length });
            next = 0;
        }
        members[index] = members[index] with
        {
            ValueStart = Keep(value),
            ValueLength = value.Length,
            IsNew = true,
            IsScalar = isScalar,
        };
    }

    /// <summary>Removes a member.</summary>
    public void Remove(int index) => members[index].IsRemoved = true;

    /// <summary>The object as it is now; empty when it has no members.</summary>
    public ReadOnlySpan<byte> Write()
    {
        json.ResetWrittenCount();
        writer.Reset(json);
        writer.WriteStartObject();
        var isEmpty = true;
        foreach (ref readonly var member in members.AsSpan(0, count))
        {
            if (!member.IsRemoved)
            {
                writer.WritePropertyName(NameOf(member));
                WriteValue(member);
                isEmpty = false;
            }
        }
        writer.WriteEndObject();
        writer.Flush();
        return isEmpty ? default : json.WrittenSpan;
    }

    void WriteValue(in CustomMember member)
    {
        var value = ValueOf(member);
        if (!member.IsNew)
        {
            text.Copy(value, writer);
        }
        else if (member.IsScalar)
        {
            writer.WriteRawValue(value, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    /// <summary>Reads a name and the value behind it.</summary>
    CustomMember ReadMember(ref Utf8JsonReader reader)
    {
        var (nameStart, nameLength) = reader.ValueIsEscaped
            ? KeepUnescaped(ref reader)
            : ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new CustomMember
        {
            NameStart = nameStart,
            NameLength = nameLength,
            ValueStart = start,
            ValueLength = (int)reader.BytesConsumed - start,
        };
    }

    (int Start, int Length) KeepUnescaped(ref Utf8JsonReader reader)
    {
        Reserve(reader.ValueSpan.Length);
        var start = length;
        length += reader.CopyString(bytes.AsSpan(start));
        return (start, length - start);
    }

    bool IsRepeat(ReadOnlySpan<byte> name)
    {
        var bit = name.IsEmpty ? 1 : 1UL << (name.Length + 3 * name[0] + 5 * name[^1]);
        if ((seen & bit) == 0)
        {
            seen |= bit;
            return false;
        }
        return Find(name) >= 0;
    }

    int Add(in CustomMember member)
    {
        if (count == members.Length)
        {
            Array.Resize(ref members, 2 * count);
        }
        members[count] = member;
        return count++;
    }

    int Keep(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(bytes.AsSpan(length));
        length += value.Length;
        return length - value.Length;
    }

    void Reserve(int more)
    {
        if (bytes.Length - length < more)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + more));
        }
    }

    ReadOnlySpan<byte> NameOf(in CustomMember member) => bytes.AsSpan(member.NameStart, member.NameLength);

    ReadOnlySpan<byte> ValueOf(in CustomMember member) => bytes.AsSpan(member.ValueStart, member.ValueLength);
}

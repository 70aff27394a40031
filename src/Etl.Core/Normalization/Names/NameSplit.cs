using System.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>A full name cut into words, each with the part that it is. The words hold all letters of the value, each once.</summary>
/// <param name="value">The full name.</param>
/// <param name="tokens">Room for <see cref="TokensMax"/> words.</param>
ref struct NameSplit(ReadOnlySpan<byte> value, Span<NameToken> tokens)
{
    /// <summary>Most words of a name; what has more is no name that can be told.</summary>
    public const int TokensMax = 16;

    readonly Span<NameToken> tokens = tokens;

    /// <summary>The full name.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>What the record's country says about names. Default: nothing.</summary>
    public NameCustoms Customs { get; init; }

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The words.</summary>
    public readonly Span<NameToken> Tokens => tokens[..Count];

    /// <summary>The bytes of a word.</summary>
    public readonly ReadOnlySpan<byte> Word(NameToken token) => Value.Slice(token.Place.Offset, token.Place.Length);

    /// <summary>Adds a word; false when there is no room.</summary>
    public bool TryAdd(int offset, int length, NamePart part)
    {
        if (Count == tokens.Length || length == 0)
        {
            return false;
        }
        var found = NameWords.ClassOf(Value.Slice(offset, length));
        tokens[Count++] = new NameToken(new FieldSpan(offset, length), false, part, found);
        return true;
    }

    /// <summary>Takes all words away.</summary>
    public void Clear() => Count = 0;

    /// <summary>The words whose part is not told yet, as indexes of <see cref="Tokens"/>.</summary>
    /// <param name="room"><see cref="TokensMax"/> numbers.</param>
    /// <param name="commas">Bit n: a comma stands behind word n, and other words behind it.</param>
    public readonly Span<int> Words(Span<int> room, out int commas)
    {
        var count = 0;
        commas = 0;
        for (var index = 0; index < Count; index++)
        {
            if (tokens[index].Part == NamePart.Unknown)
            {
                room[count++] = index;
            }
            if (tokens[index].HasComma && count > 0)
            {
                commas |= 1 << (count - 1);
            }
        }
        commas &= count == 0 ? 0 : (1 << (count - 1)) - 1;
        return room[..count];
    }

    /// <summary>Cuts one word in two; false when there is no room.</summary>
    public bool TryCut(int index, int lengthOfFirst)
    {
        if (Count == tokens.Length)
        {
            return false;
        }
        tokens[index..Count].CopyTo(tokens[(index + 1)..]);
        Count++;
        var place = tokens[index].Place;
        tokens[index].Place = new FieldSpan(place.Offset, lengthOfFirst);
        tokens[index + 1].Place = new FieldSpan(place.Offset + lengthOfFirst, place.Length - lengthOfFirst);
        return true;
    }

    /// <summary>True when some word is that part.</summary>
    public readonly bool Has(NamePart part)
    {
        foreach (var token in Tokens)
        {
            if (token.Part == part)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Writes the words of a part, joined by spaces, and returns their length; 0 when there are none.</summary>
    public readonly int Write(NamePart part, Span<byte> destination)
    {
        Debug.Assert(destination.Length >= Value.Length, "A part may be as long as the whole.");
        var length = part == NamePart.Last ? Append(NamePart.LastLead, destination, 0) : 0;
        return Append(part, destination, length);
    }

    readonly int Append(NamePart part, Span<byte> destination, int length)
    {
        foreach (var token in Tokens)
        {
            if (token.Part != part)
            {
                continue;
            }
            if (length > 0)
            {
                destination[length++] = (byte)' ';
            }
            Word(token).CopyTo(destination[length..]);
            length += token.Place.Length;
        }
        return length;
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Etl.Text;

/// <summary>
/// Remembers a number for each short text seen, so that a column of few different values asks the slow question once for each of
/// them. It forgets: two texts of the same place at a time, the older one gives way. Fixed size, no allocation, one thread.
/// </summary>
/// <remarks>
/// Layout: slot <c>s</c> holds a text of <c>lengths[s]</c> bytes at <c>32 × s</c>; slots <c>2p</c> and <c>2p + 1</c> are one place.
/// The hash sees only both ends of a text and need not be better: a wrong guess costs the slow question, never a wrong answer.
/// </remarks>
public sealed class ShortTextCache
{
    /// <summary>Longest text that is remembered, in bytes.</summary>
    public const int LengthMax = 32;

    /// <summary>1,024 places of two: a few hundred spellings rarely meet.</summary>
    const int PlaceBits = 10;

    readonly byte[] texts = new byte[LengthMax << (PlaceBits + 1)];
    readonly byte[] lengths = new byte[1 << (PlaceBits + 1)];
    readonly int[] values = new int[1 << (PlaceBits + 1)];

    /// <summary>The number remembered for a text; false when there is none.</summary>
    public bool TryGet(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if ((uint)(text.Length - 1) >= LengthMax)
        {
            return false;
        }
        var slot = FirstSlot(text);
        if (!Holds(slot, text))
        {
            slot++;
            if (!Holds(slot, text))
            {
                return false;
            }
        }
        value = values[slot];
        return true;
    }

    /// <summary>Remembers a number for a text, which is not yet known. Nothing happens when it is empty or too long.</summary>
    public void Add(ReadOnlySpan<byte> text, int value)
    {
        if ((uint)(text.Length - 1) >= LengthMax)
        {
            return;
        }
        var slot = FirstSlot(text);
        texts.AsSpan(slot * LengthMax, LengthMax).CopyTo(texts.AsSpan((slot + 1) * LengthMax));
        lengths[slot + 1] = lengths[slot];
        values[slot + 1] = values[slot];
        text.CopyTo(texts.AsSpan(slot * LengthMax));
        lengths[slot] = (byte)text.Length;
        values[slot] = value;
    }

    bool Holds(int slot, ReadOnlySpan<byte> text) =>
        lengths[slot] == text.Length && texts.AsSpan(slot * LengthMax, text.Length).SequenceEqual(text);

    static int FirstSlot(ReadOnlySpan<byte> text)
    {
        const ulong multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio
        ulong first;
        ulong last;
        if (text.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(text);
            last = BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]);
        }
        else if (text.Length >= sizeof(uint))
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(text);
            last = BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]);
        }
        else
        {
            first = text[0] | ((ulong)text[^1] << 8);
            last = text[text.Length >> 1];
        }
        var mixed = ((first * multiplier) ^ BitOperations.RotateLeft(last, 29) ^ (uint)text.Length) * multiplier;
        return (int)(mixed >> (64 - PlaceBits)) << 1;
    }
}

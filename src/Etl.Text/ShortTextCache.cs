using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>
/// Remembers a number for each short text seen, so that a column of few different values asks the slow question once for each of
/// them. It forgets: two texts of the same place at a time, the older one gives way. Fixed size, no allocation, one thread.
/// </summary>
/// <remarks>
/// Layout: a slot is 32 bytes, a text of up to 24 with zeros behind it, its key (length and kind) and its number, four bytes each. Slots
/// <c>2p</c> and <c>2p + 1</c> are one place. So a look-up touches one cache line or two, and compares text and key in one register. The
/// hash need not be good: a wrong guess costs the slow question, never a wrong answer.
/// </remarks>
public sealed class ShortTextCache
{
    /// <summary>Longest text that is remembered, in bytes.</summary>
    public const int LengthMax = 24;

    /// <summary>1,024 places of two: a few hundred spellings rarely meet.</summary>
    const int PlaceBits = 10;

    const int SlotLength = 32;
    const int NumberPart = 7;
    const int KindShift = 8;

    /// <summary>Bits of the bytes of a slot that are compared: all but the number.</summary>
    const uint Compared = 0x0FFF_FFFF;

    readonly int[] slots = new int[(SlotLength / sizeof(int)) << (PlaceBits + 1)];

    /// <summary>The number remembered for a text; false when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Its number.</param>
    /// <param name="kind">What else the number depends on, up to 24 bits. Default: nothing.</param>
    public bool TryGet(ReadOnlySpan<byte> text, out int value, int kind = 0)
    {
        value = 0;
        if ((uint)(text.Length - 1) >= LengthMax)
        {
            return false;
        }
        var wanted = Wanted(SafeLoad.Load32(text), text.Length, kind);
        ref var slot = ref FirstSlot(wanted);
        if (!Holds(ref slot, wanted))
        {
            slot = ref Unsafe.Add(ref slot, SlotLength / sizeof(int));
            if (!Holds(ref slot, wanted))
            {
                return false;
            }
        }
        value = Unsafe.Add(ref slot, NumberPart);
        return true;
    }

    /// <summary>
    /// True when a field of a buffer is a text that is remembered with a number that has none of the bits; found without a branch. False also
    /// where fewer than 32 bytes are left in the buffer.
    /// </summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="field">The field.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="added">Bits that are set in each byte of the field before it is looked for: 0x20 makes letters small. Default: none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasNone(ReadOnlySpan<byte> buffer, FieldSpan field, int bits, byte added = 0)
    {
        if ((uint)(field.Length - 1) >= LengthMax || (uint)field.Offset + (ulong)SlotLength > (uint)buffer.Length)
        {
            return false;
        }
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(buffer), (nuint)field.Offset);
        var wanted = Wanted(bytes | Vector256.Create(added), field.Length, kind: 0);
        ref var first = ref FirstSlot(wanted);
        ref var second = ref Unsafe.Add(ref first, SlotLength / sizeof(int));
        return (Holds(ref first, wanted) & ((Unsafe.Add(ref first, NumberPart) & bits) == 0))
            | (Holds(ref second, wanted) & ((Unsafe.Add(ref second, NumberPart) & bits) == 0));
    }

    /// <summary>
    /// The number remembered for a field of a buffer that has none of the bits; found without a branch. 0 when there is none, also where fewer than 32
    /// bytes are left in the buffer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> buffer, FieldSpan field, int bits)
    {
        if ((uint)(field.Length - 1) >= LengthMax || (uint)field.Offset + (ulong)SlotLength > (uint)buffer.Length)
        {
            return 0;
        }
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(buffer), (nuint)field.Offset);
        var wanted = Wanted(bytes, field.Length, kind: 0);
        ref var first = ref FirstSlot(wanted);
        ref var second = ref Unsafe.Add(ref first, SlotLength / sizeof(int));
        return NumberOf(ref first, wanted, bits) | NumberOf(ref second, wanted, bits); // one of them at most holds it
    }

    /// <summary>Remembers a number for a text, which is not yet known. Nothing happens when it is empty or too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Its number.</param>
    /// <param name="kind">What else the number depends on, up to 24 bits. Default: nothing.</param>
    public void Add(ReadOnlySpan<byte> text, int value, int kind = 0)
    {
        if ((uint)(text.Length - 1) >= LengthMax)
        {
            return;
        }
        var wanted = Wanted(SafeLoad.Load32(text), text.Length, kind);
        ref var slot = ref FirstSlot(wanted);
        Vector256.LoadUnsafe(ref slot).StoreUnsafe(ref slot, SlotLength / sizeof(int));
        wanted.AsInt32().WithElement(NumberPart, value).StoreUnsafe(ref slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Holds(ref int slot, Vector256<byte> wanted) =>
        (Vector256.Equals(Vector256.LoadUnsafe(ref slot).AsByte(), wanted).ExtractMostSignificantBits() | ~Compared)
        == uint.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int NumberOf(ref int slot, Vector256<byte> wanted, int bits)
    {
        var number = Unsafe.Add(ref slot, NumberPart);
        return number & -Flag.Of(Holds(ref slot, wanted) & ((number & bits) == 0));
    }

    /// <summary>The text with zeros behind it, and its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Wanted(Vector256<byte> bytes, int length, int kind)
    {
        var text = bytes & Vector256.LessThan(Vector256<byte>.Indices, Vector256.Create((byte)length));
        var key = Vector256.Create(length | (kind << KindShift)) & Vector256.Create(0, 0, 0, 0, 0, 0, -1, 0);
        return text | key.AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref int FirstSlot(Vector256<byte> wanted)
    {
        const ulong multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio
        var folded = wanted.GetLower().AsUInt64() ^ (wanted.GetUpper().AsUInt64() << 1);
        var mixed = ((folded[0] * multiplier) ^ BitOperations.RotateLeft(folded[1], 29)) * multiplier;
        var place = mixed >> (64 - PlaceBits); // always inside: the table has all places
        return ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(slots),
            (nint)place * (2 * SlotLength / sizeof(int))
        );
    }
}

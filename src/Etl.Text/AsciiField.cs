using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Etl.Text;

/// <summary>Tells that a field of a buffer is ASCII, in a few instructions for short ones.</summary>
public static class AsciiField
{
    /// <summary>True when all bytes of the field are below 0x80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAscii(ReadOnlySpan<byte> buffer, FieldSpan field)
    {
        const int loaded = 2 * 32;
        if ((uint)field.Length >= loaded || (uint)field.Offset + (ulong)loaded > (uint)buffer.Length)
        {
            return Ascii.IsValid(buffer.Slice(field.Offset, field.Length));
        }
        ref var start = ref MemoryMarshal.GetReference(buffer);
        var first = Vector256.LoadUnsafe(ref start, (nuint)field.Offset).ExtractMostSignificantBits();
        var second = Vector256.LoadUnsafe(ref start, (nuint)field.Offset + loaded / 2).ExtractMostSignificantBits();
        return ((first | ((ulong)second << 32)) & ((1UL << field.Length) - 1)) == 0;
    }
}

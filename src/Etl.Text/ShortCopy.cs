using System.Runtime.Intrinsics;

namespace Etl.Text;

/// <summary>Copies values, nearly all of which are short, without a call for each.</summary>
public static class ShortCopy
{
    /// <summary>Room at the destination, in bytes, with which values up to that length are one load and one store.</summary>
    public const int RoomBytes = 32;

    /// <summary>
    /// Copies a value to the start of the destination. Up to <see cref="RoomBytes"/> bytes there may be overwritten, also behind the value.
    /// </summary>
    /// <param name="buffer">What the value lies in.</param>
    /// <param name="value">Where it lies.</param>
    /// <param name="destination">At least the value's length; it must not overlap the value.</param>
    public static void Copy(ReadOnlySpan<byte> buffer, FieldSpan value, Span<byte> destination)
    {
        if (value.Length <= RoomBytes && destination.Length >= RoomBytes && value.Offset <= buffer.Length - RoomBytes)
        {
            Vector256.Create(buffer.Slice(value.Offset, RoomBytes)).CopyTo(destination);
            return;
        }
        buffer.Slice(value.Offset, value.Length).CopyTo(destination);
    }
}

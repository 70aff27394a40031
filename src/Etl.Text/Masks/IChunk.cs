namespace Etl.Text.Masks;

/// <summary>
/// 64 bytes in registers, asked questions whose answers are 64-bit masks: bit <c>i</c> speaks of byte <c>i</c>. The kernels are
/// written once over this interface; each instruction set is one struct, so the compiler makes one specialised body for each.
/// </summary>
interface IChunk<TSelf>
    where TSelf : struct, IChunk<TSelf>
{
    /// <summary>Loads the 64 bytes at <paramref name="source"/>; all of them must be readable.</summary>
    static abstract TSelf Load(ref readonly byte source);

    /// <summary>Writes the 64 bytes to <paramref name="destination"/>; all of them must be writable.</summary>
    void Store(ref byte destination);

    /// <summary>The bytes that equal <paramref name="value"/>.</summary>
    ulong Equal(byte value);

    /// <summary>The bytes that equal one of two; half the work of asking twice.</summary>
    ulong EqualAny(byte first, byte second);

    /// <summary>The bytes that equal one of five.</summary>
    ulong EqualAny(byte first, byte second, byte third, byte fourth, byte fifth);

    /// <summary>The bytes from <paramref name="first"/> to <paramref name="last"/>, both included, compared unsigned.</summary>
    ulong InRange(byte first, byte last);

    /// <summary>The bytes of 0x80 and above.</summary>
    ulong NonAscii();
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Etl.Text;

/// <summary>Picks the digits 0 to 9 out of a value.</summary>
public static class Digits
{
    /// <summary>Bytes that the destination of <see cref="CopyNumber"/> has more than its source.</summary>
    public const int NumberRoom = 24;

    const int WordLength = sizeof(ulong);

    static readonly byte[] kinds = MakeKinds();

    /// <summary>
    /// Copies only the digits of <paramref name="source"/>, in order, and returns how many there are. The destination must be at
    /// least as long as the source, because every byte is written and only digits are kept: no branch on the data.
    /// </summary>
    public static int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        destination = destination[..source.Length];
        var count = 0;
        foreach (var value in source)
        {
            destination[count] = value;
            count += (uint)(value - '0') <= 9 ? 1 : 0;
        }
        return count;
    }

    /// <summary>
    /// Copies only the digits, as <see cref="Copy"/> does, and says in <paramref name="text"/> which kinds of bytes there were: one
    /// pass tells that a phone number holds nothing but digits and what people put between them. The destination must have
    /// <see cref="NumberRoom"/> more bytes than the source; what is behind the digits there afterwards is undefined.
    /// </summary>
    public static int CopyNumber(ReadOnlySpan<byte> source, Span<byte> destination, out NumberText text) =>
        NumberDigits.IsSupported
            ? NumberDigits.Copy(source, destination, out text)
            : CopyNumberScalar(source, destination, out text);

    /// <summary>One byte at a time: the specification.</summary>
    internal static int CopyNumberScalar(ReadOnlySpan<byte> source, Span<byte> destination, out NumberText text)
    {
        destination = destination[..source.Length];
        var table = kinds;
        var count = 0;
        var seen = 0;
        foreach (var value in source)
        {
            var kind = table[value];
            destination[count] = value;
            count += kind & (int)NumberText.Digit;
            seen |= kind;
        }
        text = (NumberText)seen;
        return count;
    }

    /// <summary>Number of digits in <paramref name="source"/>.</summary>
    public static int Count(ReadOnlySpan<byte> source)
    {
        var count = 0;
        foreach (var value in source)
        {
            count += (uint)(value - '0') <= 9 ? 1 : 0;
        }
        return count;
    }

    /// <summary>True for a text of nothing but digits; an empty one is none.</summary>
    public static bool AreAll(ReadOnlySpan<byte> source)
    {
        if (source.Length is < WordLength or > 2 * WordLength)
        {
            return !source.IsEmpty && !source.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        }
        // Two words that overlap.
        return AreEight(BinaryPrimitives.ReadUInt64LittleEndian(source))
            && AreEight(BinaryPrimitives.ReadUInt64LittleEndian(source[^WordLength..]));
    }

    /// <summary>True for eight bytes that are all digits, without a branch: the upper half of each is 3, and stays so when 6 is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEight(ulong word)
    {
        const ulong uppers = 0xF0F0F0F0F0F0F0F0;
        const ulong threes = 0x3030303030303030;
        const ulong sixes = 0x0606060606060606;
        return ((word & uppers) == threes) & (((word + sixes) & uppers) == threes);
    }

    static byte[] MakeKinds()
    {
        var table = new byte[256];
        table.AsSpan().Fill((byte)NumberText.Other);
        table.AsSpan('0', 10).Fill((byte)NumberText.Digit);
        foreach (var value in " \t-.)[]"u8)
        {
            table[value] = (byte)NumberText.Separator;
        }
        table['('] = (byte)NumberText.Parenthesis;
        table['/'] = (byte)NumberText.Slash;
        return table;
    }
}

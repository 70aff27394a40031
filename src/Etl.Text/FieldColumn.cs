using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etl.Text;

/// <summary>Questions about the columns of a table of fields that lie row after row.</summary>
/// <remarks>
/// A column's fields lie far from each other, so asking column after column fetches the table as often as it has columns. All columns together are
/// asked row after row (<see cref="FilledOfAll"/>): eight fields are compared at once, each row gives a byte of eight bits, and the bits of 64 such bytes are then
/// turned into eight masks of 64 rows. <see cref="FilledScalar"/> is the specification of both.
/// </remarks>
public static class FieldColumn
{
    /// <summary>Most rows of one answer.</summary>
    public const int RowsMax = 64;

    /// <summary>Fields that are compared at once.</summary>
    const int Eight = 8;

    /// <summary>How many answers the rows of a table need.</summary>
    public static int RunCount(int rowCount) => (rowCount + RowsMax - 1) / RowsMax;

    /// <summary>A bit for each field that is not empty, of all columns.</summary>
    /// <param name="fields">The rows.</param>
    /// <param name="columnCount">Fields of one row, more than 0.</param>
    /// <param name="masks">
    /// The output: for each column <see cref="RunCount"/> masks, those of the first column first. A mask speaks of <see cref="RowsMax"/> rows, the first one lowest.
    /// </param>
    public static void FilledOfAll(ReadOnlySpan<FieldSpan> fields, int columnCount, Span<ulong> masks)
    {
        var rowCount = fields.Length / columnCount;
        var runCount = RunCount(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(masks.Length, columnCount * runCount, nameof(masks));
        for (var run = 0; run < runCount; run++)
        {
            var first = run * RowsMax;
            var rows = fields.Slice(first * columnCount, Math.Min(RowsMax, rowCount - first) * columnCount);
            if (columnCount < Eight)
            {
                FilledOfFew(rows, columnCount, masks[run..], runCount);
                continue;
            }
            for (var column = 0; column < columnCount; column += Eight)
            {
                // The last eight overlap those before them.
                var start = Math.Min(column, columnCount - Eight);
                FilledOfEight(rows, columnCount, start, masks[(start * runCount + run)..], runCount);
            }
        }
    }

    static void FilledOfFew(ReadOnlySpan<FieldSpan> rows, int columnCount, Span<ulong> masks, int step)
    {
        for (var column = 0; column < columnCount; column++)
        {
            masks[column * step] = Filled(rows, columnCount, column);
        }
    }

    /// <summary>The masks of eight columns of up to 64 rows, each <paramref name="step"/> places behind the one before it.</summary>
    static void FilledOfEight(ReadOnlySpan<FieldSpan> rows, int columnCount, int column, Span<ulong> masks, int step)
    {
        Span<byte> bits = stackalloc byte[RowsMax];
        bits.Clear();
        ref var field = ref Unsafe.As<FieldSpan, long>(ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), column));
        var rowCount = rows.Length / columnCount;
        for (var row = 0; row < rowCount; row++)
        {
            // The length is the upper half of a field.
            var empty = Vector256.Create((long)uint.MaxValue);
            var lower = Vector256.GreaterThan(Vector256.LoadUnsafe(ref field), empty);
            var upper = Vector256.GreaterThan(Vector256.LoadUnsafe(ref field, Eight / 2), empty);
            bits[row] = (byte)(
                lower.ExtractMostSignificantBits() | (upper.ExtractMostSignificantBits() << (Eight / 2))
            );
            field = ref Unsafe.Add(ref field, columnCount);
        }
        var firstRows = Vector256.Create((ReadOnlySpan<byte>)bits);
        var lastRows = Vector256.Create((ReadOnlySpan<byte>)bits[Vector256<byte>.Count..]);
        for (var index = Eight - 1; index >= 0; index--)
        {
            masks[index * step] =
                firstRows.ExtractMostSignificantBits()
                | ((ulong)lastRows.ExtractMostSignificantBits() << Vector256<byte>.Count);
            // What was the next lower bit is the highest one now.
            firstRows += firstRows;
            lastRows += lastRows;
        }
    }

    /// <summary>
    /// A bit for each row whose field is not empty, the first row lowest; found without a branch, because which fields are empty is chance.
    /// </summary>
    /// <param name="fields">The rows, of which up to <see cref="RowsMax"/> are looked at.</param>
    /// <param name="columnCount">Fields of one row, more than 0.</param>
    /// <param name="column">The column, less than that.</param>
    public static ulong Filled(ReadOnlySpan<FieldSpan> fields, int columnCount, int column)
    {
        var rowCount = Math.Min(RowsMax, fields.Length / columnCount);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, columnCount);
        ref var field = ref Unsafe.Add(ref MemoryMarshal.GetReference(fields), column);
        var filled = 0UL;
        for (var row = rowCount - 1; row >= 0; row--)
        {
            // The sign of -length: 1 for a field that is not empty.
            filled = (filled << 1) | ((uint)-Unsafe.Add(ref field, (nint)row * columnCount).Length >> 31);
        }
        return filled;
    }

    /// <summary>One field at a time: the specification.</summary>
    internal static ulong FilledScalar(ReadOnlySpan<FieldSpan> fields, int columnCount, int column)
    {
        var filled = 0UL;
        for (var row = 0; row < RowsMax && (row + 1) * columnCount <= fields.Length; row++)
        {
            filled |= fields[row * columnCount + column].IsEmpty ? 0 : 1UL << row;
        }
        return filled;
    }
}

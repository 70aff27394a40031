using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Etl.Text;

/// <summary>Questions about one column of a table of fields that lie row after row.</summary>
public static class FieldColumn
{
    /// <summary>Most rows of one answer.</summary>
    public const int RowsMax = 64;

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

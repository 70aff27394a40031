using System.Runtime.InteropServices;

namespace Etl.Text;

/// <summary>Where a field's bytes lie inside a buffer: 8 bytes, so that a row of 14 fields is two cache lines.</summary>
/// <param name="Offset">Index of the first byte in the buffer that the field belongs to.</param>
/// <param name="Length">Length in bytes; 0 is the empty field (delimited text knows no null).</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct FieldSpan(int Offset, int Length)
{
    /// <summary>Index just past the last byte.</summary>
    public int End => Offset + Length;

    /// <summary>True when the field has no bytes.</summary>
    public bool IsEmpty => Length == 0;
}

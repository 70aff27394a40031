using System.Runtime.InteropServices;

namespace Etl.Core.Rejects;

/// <summary>Where a rejected record stands in its input.</summary>
/// <param name="Line">1-based physical line of its first byte.</param>
/// <param name="LineEnd">1-based physical line of its last byte.</param>
/// <param name="Offset">Byte offset in the decompressed input, in its own encoding.</param>
/// <param name="Length">Length in bytes in the input's own encoding, line end included.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct RejectPosition(long Line, long LineEnd, long Offset, long Length);

namespace Etl.Text;

/// <summary>Questions about UTF-8 bytes.</summary>
public static class Utf8Text
{
    /// <summary>
    /// True when <paramref name="bytes"/> is well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes) => Utf8Validator.IsValid(bytes);

    /// <summary>The same and more in one pass: what a block of values holds that few blocks hold.</summary>
    public static RareText FindRare(ReadOnlySpan<byte> bytes) => RareTextScan.Find(bytes);

    /// <summary>Where the text is inside <paramref name="bytes"/> without leading and trailing spaces and tabs.</summary>
    /// <returns>Offset and length relative to <paramref name="bytes"/>; for blank text, length 0 at offset 0.</returns>
    public static FieldSpan TrimAsciiSpace(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        var end = bytes.Length;
        while (start < end && bytes[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }
        while (end > start && bytes[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }
        return start == end ? default : new FieldSpan(start, end - start);
    }

    /// <summary>The same for a field of a buffer: offsets in and out count from the buffer's first byte.</summary>
    public static FieldSpan TrimAsciiSpace(ReadOnlySpan<byte> buffer, FieldSpan field)
    {
        var inner = TrimAsciiSpace(buffer.Slice(field.Offset, field.Length));
        return new FieldSpan(field.Offset + inner.Offset, inner.Length);
    }
}

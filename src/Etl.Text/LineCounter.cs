namespace Etl.Text;

/// <summary>Counts physical line breaks: LF, CRLF (one) and lone CR.</summary>
public static class LineCounter
{
    /// <summary>Line breaks in <paramref name="bytes"/>.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            var isBreak =
                bytes[index] == (byte)'\n'
                || (bytes[index] == (byte)'\r' && !(index + 1 < bytes.Length && bytes[index + 1] == (byte)'\n'));
            count += isBreak ? 1 : 0;
        }
        return count;
    }
}

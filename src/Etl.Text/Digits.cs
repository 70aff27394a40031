namespace Etl.Text;

/// <summary>Picks the digits 0 to 9 out of a value.</summary>
public static class Digits
{
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
}

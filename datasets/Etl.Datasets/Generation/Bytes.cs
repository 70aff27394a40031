using System.Buffers.Text;

namespace Etl.Datasets.Generation;

/// <summary>A byte array that is appended to, and sent to a stream in large pieces.</summary>
sealed class Bytes(int capacity)
{
    byte[] buffer = new byte[capacity];

    public int Count { get; set; }

    public Span<byte> Written => buffer.AsSpan(0, Count);

    public Span<byte> From(int start) => buffer.AsSpan(start, Count - start);

    /// <summary>Makes sure that so many bytes can be appended; the appending methods do not check.</summary>
    public void Reserve(int length)
    {
        if (buffer.Length - Count < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Count + length));
        }
    }

    public void Add(byte value) => buffer[Count++] = value;

    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(buffer.AsSpan(Count));
        Count += value.Length;
    }

    public void AddNumber(long value)
    {
        Utf8Formatter.TryFormat(value, buffer.AsSpan(Count), out var written);
        Count += written;
    }

    /// <summary>Appends the number's last <paramref name="width"/> digits, with leading zeros.</summary>
    public void AddDigits(long value, int width)
    {
        var digits = buffer.AsSpan(Count, width);
        for (var place = width - 1; place >= 0; place--)
        {
            digits[place] = (byte)('0' + value % 10);
            value /= 10;
        }
        Count += width;
    }

    public void Repeat(byte value, int count)
    {
        buffer.AsSpan(Count, count).Fill(value);
        Count += count;
    }

    public int FlushTo(Stream stream)
    {
        var count = Count;
        stream.Write(Written);
        Count = 0;
        return count;
    }
}

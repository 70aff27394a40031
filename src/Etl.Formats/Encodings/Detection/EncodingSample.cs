using System.Text;
using Etl.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Bytes of a text to tell its encoding from: its head, and pieces from behind it, cut at line ends.</summary>
sealed class EncodingSample
{
    /// <summary>128 KiB of lines beyond ASCII say all there is to say.</summary>
    const int WideBytesMax = 128 * 1024;

    readonly List<byte> wide = [];

    /// <summary>Lines that hold anything.</summary>
    public int LineCount { get; private set; }

    /// <summary>Lines with bytes beyond ASCII.</summary>
    public int WideCount { get; private set; }

    /// <summary>Those of them that are not valid UTF-8.</summary>
    public int InvalidCount { get; private set; }

    /// <summary>Those of them that are valid UTF-8, and that text in another encoding hardly is by chance, see <see cref="Utf8Proof"/>.</summary>
    public int ProvenCount { get; private set; }

    /// <summary>The lines that are not valid UTF-8, one after the other.</summary>
    public byte[] Wide => [.. wide];

    /// <summary>True when the whole lines of a text's head are valid UTF-8: one vectorized look, which is all that most files cost.</summary>
    public static bool IsHeadUtf8(ReadOnlySpan<byte> head, bool isWhole) =>
        Utf8Text.IsValid(WholeLines(head, isStart: true, isWhole));

    /// <summary>Takes the lines of a piece of text.</summary>
    /// <param name="piece">The bytes. Where they were cut off, half a line may stand.</param>
    /// <param name="isStart">True when the first line is whole.</param>
    /// <param name="isEnd">True when the last line is whole.</param>
    public void Add(ReadOnlySpan<byte> piece, bool isStart, bool isEnd)
    {
        var lines = WholeLines(piece, isStart, isEnd);
        foreach (var range in lines.SplitAny((byte)'\n', (byte)'\r'))
        {
            AddLine(lines[range]);
        }
    }

    static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> piece, bool isStart, bool isEnd)
    {
        var lines = piece;
        if (!isStart)
        {
            var start = lines.IndexOfAny((byte)'\n', (byte)'\r');
            lines = start < 0 ? [] : lines[(start + 1)..];
        }
        if (isEnd)
        {
            return lines;
        }
        var end = lines.LastIndexOfAny((byte)'\n', (byte)'\r');
        // One line without an end, and perhaps half a character there: up to the last byte that is surely a whole one.
        return lines[..((end < 0 ? lines.LastIndexOfAnyInRange((byte)0, (byte)0x7F) : end) + 1)];
    }

    void AddLine(ReadOnlySpan<byte> line)
    {
        LineCount += line.IsEmpty ? 0 : 1;
        if (Ascii.IsValid(line))
        {
            return;
        }
        WideCount++;
        if (!Utf8Text.IsValid(line))
        {
            InvalidCount++;
            Keep(wide, line, WideBytesMax);
            return;
        }
        ProvenCount += Utf8Proof.IsIn(line) ? 1 : 0;
    }

    static void Keep(List<byte> lines, ReadOnlySpan<byte> line, int bytesMax)
    {
        if (lines.Count + line.Length < bytesMax)
        {
            lines.AddRange(line);
            lines.Add((byte)'\n');
        }
    }
}

using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Tells the encoding of a text from samples: by its byte order mark, by the zero bytes of UTF-16, by being valid UTF-8, and else by
/// how likely the words are that each encoding reads.
/// </summary>
public static class EncodingDetector
{
    /// <summary>Lines with invalid UTF-8 that may be damage in a plain file rather than another encoding.</summary>
    const int DamagedLinesMax = 2;

    const string Utf8 = "utf-8";

    /// <summary>Judges a text.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="isWhole">True when there is nothing behind them.</param>
    /// <param name="readPieces">
    /// Reads pieces from behind the head, wherever they start and end; called only when the head is plain ASCII, and null for what
    /// can be read once only.
    /// </param>
    public static EncodingGuess Detect(
        ReadOnlySpan<byte> head,
        bool isWhole,
        Func<IReadOnlyList<byte[]>>? readPieces = null
    )
    {
        if (OfMark(head) is { } marked)
        {
            return Sure(marked.WebName, $"The encoding is {marked.WebName}: the file starts with its byte order mark.");
        }
        if (Utf16Pattern.Find(head) is { } wide)
        {
            return Sure(
                wide,
                $"The encoding is {wide}: zero bytes stand on one side of every delimiter, as in UTF-16 without a byte order mark."
            );
        }
        if (Ascii.IsValid(head))
        {
            return OfPlainHead(isWhole ? null : readPieces);
        }
        return EncodingSample.IsHeadUtf8(head, isWhole) ? ValidUtf8() : OfLines(Sample(head, isWhole, []));
    }

    /// <summary>The encoding of a byte order mark, or null.</summary>
    internal static Encoding? OfMark(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Encoding.UTF8;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return Encoding.UTF32;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return new UTF32Encoding(true, true);
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }
        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
    }

    static EncodingGuess OfPlainHead(Func<IReadOnlyList<byte[]>>? readPieces)
    {
        var pieces = readPieces?.Invoke() ?? [];
        if (pieces.All(piece => Ascii.IsValid(piece)))
        {
            return Sure(
                Utf8,
                "The encoding is utf-8: what was looked at is plain ASCII and there is no byte order mark."
            );
        }
        return OfLines(Sample([], false, pieces));
    }

    static EncodingSample Sample(ReadOnlySpan<byte> head, bool isWhole, IReadOnlyList<byte[]> pieces)
    {
        var sample = new EncodingSample();
        sample.Add(head, isStart: true, isEnd: isWhole);
        foreach (var piece in pieces)
        {
            sample.Add(piece, isStart: false, isEnd: false);
        }
        return sample;
    }

    static EncodingGuess OfLines(EncodingSample sample)
    {
        if (sample.IsUtf8)
        {
            return ValidUtf8();
        }
        var guess = LegacyDetector.Detect(sample);
        // One odd line in a plain file: nobody can say what it is in, and it alone is worth rejecting.
        return guess.IsDoubtful && sample.WideCount <= DamagedLinesMax
            ? new EncodingGuess(
                Utf8,
                EncodingGuess.ConfidenceMin,
                [
                    "The encoding is taken for utf-8: all but one or two lines are plain ASCII, and nothing says what these are in.",
                ],
                guess.Candidates
            )
            : guess;
    }

    static EncodingGuess ValidUtf8() =>
        Sure(Utf8, "The encoding is utf-8: what was looked at is valid UTF-8 and there is no byte order mark.");

    static EncodingGuess Sure(string name, string evidence) => new(name, 1, [evidence], []);
}

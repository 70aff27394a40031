using System.Globalization;
using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Tells the encoding of a text from samples: by its byte order mark, by the zero bytes of UTF-16, by the escape sequences of ISO-2022-JP, by being valid
/// UTF-8, and else by how likely the words are that each encoding reads.
/// </summary>
public static class EncodingDetector
{
    /// <summary>How sure it is at most where not all of a text was looked at.</summary>
    const double SampledMax = 0.99;

    /// <summary>The same where it was nothing but ASCII, which says nothing of what stands behind.</summary>
    const double PlainSampledMax = 0.9;

    const string Utf8 = "utf-8";

    /// <summary>Judges a text.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="isWhole">True when there is nothing behind them.</param>
    /// <param name="readPieces">
    /// Reads pieces from behind the head, wherever they start and end; called only when the head is plain ASCII or not valid UTF-8,
    /// and null for what can be read once only.
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
            return new EncodingGuess(
                wide,
                isWhole ? 1 : SampledMax,
                [
                    $"The encoding is {wide}: zero bytes stand on one side of every delimiter, as in UTF-16 without a byte order mark.",
                ],
                []
            );
        }
        var isPlain = Ascii.IsValid(head);
        if (!isPlain && EncodingSample.IsHeadUtf8(head, isWhole))
        {
            return ValidUtf8(LookedAt(isWhole, head.Length, []), isWhole);
        }
        var pieces = isWhole ? [] : readPieces?.Invoke() ?? [];
        var lookedAt = LookedAt(isWhole, head.Length, pieces);
        var isAllPlain = isPlain && pieces.All(piece => Ascii.IsValid(piece));
        if (isAllPlain && (Iso2022.IsJapanese(head) || pieces.Any(piece => Iso2022.IsJapanese(piece))))
        {
            return Escaped(isWhole);
        }
        return isAllPlain ? PlainAscii(lookedAt, isWhole) : OfLines(Sample(head, isWhole, pieces), lookedAt, isWhole);
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

    static EncodingGuess OfLines(EncodingSample sample, string lookedAt, bool isWhole)
    {
        if (sample.InvalidCount == 0)
        {
            return ValidUtf8(lookedAt, isWhole);
        }
        var guess = DamagedLines.Judge(sample);
        return guess with { Confidence = Math.Min(guess.Confidence, SampledMax) };
    }

    static EncodingGuess PlainAscii(string lookedAt, bool isWhole) =>
        new(
            Utf8,
            isWhole ? 1 : PlainSampledMax,
            [$"The encoding is utf-8: {lookedAt} plain ASCII and there is no byte order mark{Rest(isWhole)}."],
            []
        );

    static EncodingGuess Escaped(bool isWhole) =>
        new(
            Iso2022.Japanese,
            isWhole ? 1 : SampledMax,
            [
                $"The encoding is {Iso2022.Japanese}: the text is plain ASCII with its escape sequences, and what stands between them is Japanese in it.",
            ],
            []
        );

    static EncodingGuess ValidUtf8(string lookedAt, bool isWhole) =>
        new(
            Utf8,
            isWhole ? 1 : SampledMax,
            [$"The encoding is utf-8: {lookedAt} valid UTF-8 and there is no byte order mark{Rest(isWhole)}."],
            []
        );

    static string LookedAt(bool isWhole, int headLength, IReadOnlyList<byte[]> pieces) =>
        isWhole ? "the text is"
        : pieces.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"the first {headLength:N0} bytes are")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the first {headLength:N0} bytes and {pieces.Sum(piece => piece.Length):N0} from behind them are"
        );

    static string Rest(bool isWhole) => isWhole ? "" : "; the rest was not looked at";

    static EncodingGuess Sure(string name, string evidence) => new(name, 1, [evidence], []);
}

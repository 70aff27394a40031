using System.Globalization;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Encodings.Detection;
using Etl.Formats.Files;
using Etl.Text;

namespace Etl.Formats.Encodings;

/// <summary>
/// Says what an input's encoding is: what <c>--encoding</c> says, else what <see cref="EncodingDetector"/> finds. What it is not sure of
/// is refused with the names to try.
/// </summary>
static class EncodingSniffer
{
    /// <summary>Looks at an input.</summary>
    /// <param name="head">Its first bytes after unpacking.</param>
    /// <param name="isWhole">True when there is nothing behind them.</param>
    /// <param name="encodingName">What <c>--encoding</c> says, or null.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="takesDoubtful">True to take the best guess, however doubtful.</param>
    /// <param name="readPieces">Reads pieces from behind the head, or null.</param>
    public static EncodingFinding Find(
        ReadOnlySpan<byte> head,
        bool isWhole,
        string? encodingName,
        string path,
        bool takesDoubtful,
        Func<IReadOnlyList<byte[]>>? readPieces
    )
    {
        if (encodingName is not null)
        {
            var named = EncodingCatalog.Find(encodingName);
            RefuseWideName(head, named, encodingName, path);
            var evidence = $"The encoding is {named.WebName}, as --encoding says.";
            return new EncodingFinding(Transcoded(named), named.WebName, evidence, 1, []);
        }
        if (EncodingDetector.OfMark(head) is null && Utf16Pattern.Find(head) is null)
        {
            BinaryFiles.RefuseControls(head, path);
        }
        var guess = EncodingDetector.Detect(head, isWhole, readPieces);
        if (guess.IsDoubtful && !takesDoubtful)
        {
            throw Doubtful(guess, path);
        }
        var found = EncodingCatalog.Find(guess.Name);
        return new EncodingFinding(
            Transcoded(found),
            found.WebName,
            string.Join(' ', guess.Evidence),
            guess.Confidence,
            guess.Candidates
        );
    }

    static Encoding? Transcoded(Encoding encoding) => EncodingCatalog.IsUtf8(encoding) ? null : encoding;

    static JobException Doubtful(EncodingGuess guess, string path)
    {
        var names = guess.Candidates.Select(candidate =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{candidate.Name} ({Math.Floor(100 * candidate.Confidence):0} %)"
            )
        );
        return new JobException(
            $"The encoding of \"{path}\" is not certain: {string.Join(", ", names)}; see the rows in each with 'etl inspect \"{path}\"' and name the right one, for example --encoding {guess.Name}; with --encoding utf-8 the lines that are not valid UTF-8 are rejected."
        );
    }

    /// <summary>
    /// A line break in UTF-16 or UTF-32 holds a zero byte, so text without one that is valid UTF-8 was named wrongly; decoded
    /// all the same it would come out as a wall of Chinese characters.
    /// </summary>
    static void RefuseWideName(ReadOnlySpan<byte> head, Encoding named, string encodingName, string path)
    {
        var text = head[..(head.LastIndexOf((byte)'\n') + 1)];
        var isWide = named.GetByteCount("\n") > 1;
        if (isWide && !text.IsEmpty && !head.Contains((byte)0) && Utf8Text.IsValid(text))
        {
            throw new JobException(
                $"The input \"{path}\" is not {encodingName}, as --encoding says: it is valid UTF-8 and holds no zero byte; leave --encoding out."
            );
        }
    }
}

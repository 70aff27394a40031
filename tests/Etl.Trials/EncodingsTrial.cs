using System.Globalization;
using Etl.Formats.Encodings;
using Etl.Formats.Encodings.Detection;
using Etl.Testing.Encodings;

namespace Etl.Trials;

/// <summary>
/// Promise: of generated contact files in every encoding, whose words are none of those that detection counts its letters from, at
/// least 99 in 100 are read as they were written, and no wrong answer is more than 0.9 sure of itself.
/// </summary>
/// <remarks>Right means that the text is the same: where several encodings read the same text, each of them is right.</remarks>
sealed class EncodingsTrial(int fileCount)
{
    const double ShareMin = 0.99;
    const double SureMin = 0.9;

    readonly SortedDictionary<string, int> mistakes = new(StringComparer.Ordinal);

    /// <summary>Runs it and returns the exit code: 0 when the promise held.</summary>
    public int Run()
    {
        var isKept = true;
        Console.WriteLine(
            $"{"encoding", -14} {"files", 6} {"right", 6} {"doubtful", 9} {"least sure", 11} {"sure and wrong", 15}"
        );
        foreach (var encoding in ContactFiles.Encodings)
        {
            isKept &= RunOne(encoding);
        }
        foreach (var (mistake, count) in mistakes)
        {
            Console.WriteLine($"mistake: {mistake}, {count} times");
        }
        Console.WriteLine(isKept ? "promise kept" : "PROMISE BROKEN");
        return isKept ? 0 : 1;
    }

    bool RunOne(string encoding)
    {
        var (right, doubtful, sureAndWrong, leastSure) = (0, 0, 0, 1.0);
        for (var number = 0; number < fileCount; number++)
        {
            var file = ContactFiles.Make(encoding, number);
            var guess = EncodingDetector.Detect(file.Bytes, isWhole: true);
            var isRight = IsRight(guess, file);
            right += isRight ? 1 : 0;
            doubtful += guess.IsDoubtful ? 1 : 0;
            leastSure = Math.Min(leastSure, guess.Confidence);
            sureAndWrong += !isRight && guess.Confidence > SureMin ? 1 : 0;
            if (!isRight)
            {
                var mistake = $"{encoding} ({file.Language}) taken for {guess.Name}";
                mistakes[mistake] = mistakes.GetValueOrDefault(mistake) + 1;
            }
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{encoding, -14} {fileCount, 6} {right, 6} {doubtful, 9} {leastSure, 11:F3} {sureAndWrong, 15}"
            )
        );
        return right >= ShareMin * fileCount && sureAndWrong == 0;
    }

    static bool IsRight(EncodingGuess guess, ContactFile file) =>
        EncodingCatalog.Find(guess.Name).GetString(file.Bytes).Equals(file.Text, StringComparison.Ordinal);
}

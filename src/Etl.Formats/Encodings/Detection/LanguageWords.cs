using System.Diagnostics;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Words of contact files in one language, and the encodings that such files are written in.</summary>
/// <param name="Language">Short name, for example <c>de</c>.</param>
/// <param name="Encodings">Names of encodings.</param>
/// <param name="Words">The words.</param>
sealed record LanguageWords(string Language, IReadOnlyList<string> Encodings, IReadOnlyList<string> Words)
{
    const string Resource = "Etl.Formats.Encodings.Detection.words.txt";

    /// <summary>Reads the embedded list, a millisecond's work that only a file that is not UTF-8 costs.</summary>
    public static IReadOnlyList<LanguageWords> Load()
    {
        var stream = typeof(LanguageWords).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new UnreachableException($"{Resource} is not embedded."));
        var languages = new List<LanguageWords>();
        var words = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith('@'))
            {
                words = [];
                languages.Add(new LanguageWords(parts[0][1..], parts[1..], words));
            }
            else if (!line.StartsWith('#'))
            {
                words.AddRange(parts);
            }
        }
        return languages;
    }
}

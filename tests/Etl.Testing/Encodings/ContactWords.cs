namespace Etl.Testing.Encodings;

/// <summary>Words of generated contact files in one language.</summary>
/// <param name="Language">Short name, for example <c>de</c>.</param>
/// <param name="Encodings">Encodings that such files are written in, Unicode ones aside.</param>
/// <param name="Headers">A header in the language: name, family name, street, city, note.</param>
/// <param name="Columns">Values of given name, family name, city, street and note.</param>
public sealed record ContactWords(
    string Language,
    IReadOnlyList<string> Encodings,
    IReadOnlyList<string> Headers,
    IReadOnlyList<IReadOnlyList<string>> Columns
)
{
    const string Resource = "Etl.Testing.Encodings.contact-words.txt";

    /// <summary>All languages.</summary>
    public static IReadOnlyList<ContactWords> All { get; } = Load();

    static List<ContactWords> Load()
    {
        using var reader = new StreamReader(typeof(ContactWords).Assembly.GetManifestResourceStream(Resource)!);
        var languages = new List<ContactWords>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('@'))
            {
                continue;
            }
            var opening = line[1..].Split(' ');
            var headers = reader.ReadLine()!.Split('\t');
            var columns = Enumerable
                .Range(0, 5)
                .Select(IReadOnlyList<string> (_) => reader.ReadLine()!.Split('|'))
                .ToList();
            languages.Add(new ContactWords(opening[0], opening[1..], headers, columns));
        }
        return languages;
    }
}

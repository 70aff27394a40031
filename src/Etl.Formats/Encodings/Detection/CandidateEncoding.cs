using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>An encoding that is tried, and the languages that files in it are written in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Encoding">Decodes; an invalid sequence becomes U+FFFD.</param>
/// <param name="Models">A model per language.</param>
/// <param name="IsRare">True for encodings of DOS, Unix and old Macs, which few files are in today.</param>
sealed record CandidateEncoding(string Name, Encoding Encoding, IReadOnlyList<ILetterModel> Models, bool IsRare)
{
    /// <summary>
    /// All encodings that are tried, the common ones first: of those that read the same text the first is named. Those behind
    /// macintosh are rare; they are here so that no other is taken for them.
    /// </summary>
    static readonly string[] names =
    [
        "windows-1252",
        "gb18030",
        "windows-1250",
        "windows-1251",
        "windows-1254",
        "shift_jis",
        "big5",
        "euc-kr",
        "windows-1253",
        "windows-1256",
        "windows-1257",
        "windows-1255",
        "windows-1258",
        "euc-jp",
        "windows-874",
        "koi8-r",
        "macintosh",
        "iso-8859-2",
        "koi8-u",
        "cp866",
        "ibm850",
        "ibm852",
        "iso-8859-5",
        "iso-8859-7",
        "iso-8859-15",
        "ibm437",
        "x-mac-ce",
        "x-mac-cyrillic",
        "ibm737",
        "ibm857",
        "dos-862",
    ];

    const string LastCommon = "macintosh";

    static readonly Lazy<IReadOnlyList<CandidateEncoding>> all = new(Make);

    /// <summary>The candidates; made at first use, which takes some milliseconds.</summary>
    public static IReadOnlyList<CandidateEncoding> All => all.Value;

    static IReadOnlyList<CandidateEncoding> Make()
    {
        var alphabets = new Dictionary<string, ILetterModel>(StringComparer.Ordinal);
        var candidates = names.ToDictionary(
            name => name,
            name => (Encoding: Marking(EncodingCatalog.Find(name)), Models: new List<ILetterModel>()),
            StringComparer.Ordinal
        );
        foreach (var language in LanguageWords.Load())
        {
            foreach (var name in language.Encodings)
            {
                var (encoding, models) = candidates[name];
                if (!encoding.IsSingleByte)
                {
                    models.Add(new CharacterModel(language, encoding));
                    continue;
                }
                if (!alphabets.TryGetValue(language.Language, out var model))
                {
                    model = new AlphabetModel(language);
                    alphabets.Add(language.Language, model);
                }
                models.Add(model);
            }
        }
        var lastCommon = Array.IndexOf(names, LastCommon);
        return
        [
            .. names.Select(
                (name, index) =>
                    new CandidateEncoding(name, candidates[name].Encoding, candidates[name].Models, index > lastCommon)
            ),
        ];
    }

    // The code pages of .NET write ? for what they cannot read unless they are told otherwise.
    static Encoding Marking(Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return marking;
    }
}

using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// The model of a language written in thousands of characters: frequencies counted from its words, and for all others a share by
/// their place in the national standard, which put the common ones first (GB 2312 and JIS X 0208 in two levels, Big5 in two,
/// KS X 1001 Hangul before Hanja).
/// </summary>
sealed class CharacterModel : ILetterModel
{
    const double WordShare = 0.72;
    const double Common = 0.2;
    const double Rare = 0.02;
    const double SignShare = 0.02;
    const double AsciiLetter = 1e-2 / 3;
    const double Elsewhere = 1e-8;

    readonly float[] logs = new float[char.MaxValue + 1];

    public CharacterModel(LanguageWords words, Encoding encoding)
    {
        Array.Fill(logs, (float)Math.Log(Elsewhere));
        foreach (var part in Parts(encoding.CodePage))
        {
            Spread(encoding, part);
        }
        for (var letter = 'A'; letter <= 'z'; letter++)
        {
            logs[letter] = (float)Math.Log(AsciiLetter);
        }
        var counts = words
            .Words.SelectMany(word => word)
            .GroupBy(character => character)
            .ToDictionary(group => group.Key, group => group.Count());
        var total = counts.Values.Sum();
        foreach (var (character, count) in counts)
        {
            logs[character] = (float)Math.Log(WordShare * count / total + Math.Exp(logs[character]));
        }
    }

    /// <inheritdoc/>
    public float Log(char previous, char current) => logs[current];

    /// <summary>Rows of two-byte characters and the share of text that falls on them.</summary>
    static IEnumerable<(int First, int Last, int TrailMin, double Share)> Parts(int codePage) =>
        codePage switch
        {
            54936 =>
            [
                (0xB0, 0xD7, 0xA1, Common),
                (0xD8, 0xF7, 0xA1, Rare),
                (0x81, 0xA0, 0x40, Rare / 10),
                (0xAA, 0xFE, 0x40, Rare / 10),
                (0xA1, 0xA1, 0xA1, SignShare / 2),
                (0xA3, 0xA3, 0xA1, SignShare / 2),
            ],
            950 =>
            [
                (0xA4, 0xC6, 0x40, Common),
                (0xC9, 0xF9, 0x40, Rare),
                (0xA1, 0xA3, 0x40, SignShare),
                (0x87, 0xA0, 0x40, Rare / 10),
                (0xC7, 0xC8, 0x40, Rare / 10),
                (0xFA, 0xFE, 0x40, Rare / 10),
            ],
            949 =>
            [
                (0xB0, 0xC8, 0xA1, Common),
                (0xCA, 0xFD, 0xA1, Rare / 4),
                (0x81, 0xC6, 0x41, Rare / 10),
                (0xA1, 0xA1, 0xA1, SignShare / 2),
                (0xA3, 0xA3, 0xA1, SignShare / 2),
            ],
            932 =>
            [
                (0x88, 0x97, 0x40, Common),
                (0x98, 0xEA, 0x40, Rare),
                (0x82, 0x83, 0x40, Common / 2),
                (0xA1, 0xDF, 0, SignShare),
                (0x81, 0x81, 0x40, SignShare),
                (0x87, 0x87, 0x40, SignShare / 10),
                (0xED, 0xEE, 0x40, Rare / 10),
                (0xFA, 0xFC, 0x40, Rare / 10),
            ],
            _ =>
            [
                (0xB0, 0xCF, 0xA1, Common),
                (0xD0, 0xF4, 0xA1, Rare),
                (0xA4, 0xA5, 0xA1, Common / 2),
                (0xA1, 0xA1, 0xA1, SignShare),
                (0xA3, 0xA3, 0xA1, SignShare),
            ],
        };

    // Every row says how likely its characters are at least; a later row never makes one rarer.
    void Spread(Encoding encoding, (int First, int Last, int TrailMin, double Share) part)
    {
        var found = new List<char>();
        Span<byte> bytes = stackalloc byte[2];
        Span<char> chars = stackalloc char[4];
        for (var lead = part.First; lead <= part.Last; lead++)
        {
            for (var trail = part.TrailMin; trail <= (part.TrailMin == 0 ? 0 : 0xFE); trail++)
            {
                bytes[0] = (byte)lead;
                bytes[1] = (byte)trail;
                var length = part.TrailMin == 0 ? 1 : 2;
                if (encoding.GetChars(bytes[..length], chars) == 1 && chars[0] > 0x7F && chars[0] != '\uFFFD')
                {
                    found.Add(chars[0]);
                }
            }
        }
        var log = (float)Math.Log(part.Share / Math.Max(1, found.Count));
        foreach (var character in found)
        {
            logs[character] = Math.Max(logs[character], log);
        }
    }
}

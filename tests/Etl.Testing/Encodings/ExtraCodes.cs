using System.Text;

namespace Etl.Testing.Encodings;

/// <summary>Characters that programs write and .NET's code pages do not know, with the bytes that they are written as.</summary>
static class ExtraCodes
{
    // Shift-JIS as Python writes it (NEC's places), one as Windows does; EUC-JP with JIS X 0212; Big5 with HKSCS and ETEN's kana.
    static readonly Dictionary<string, string> codes = new(StringComparer.Ordinal)
    {
        ["shift_jis"] = "髙EEE0 﨑ED95 濵EDEE 德FABA",
        ["euc-jp"] = "髙FCE2 﨑F9F5 濵8FC9A6 德F9FE",
        ["big5"] = "堃FB69 喆FB46 邨9068 埗96F5 のC755",
    };

    /// <summary>Writes a text: these characters as their bytes, all others by <paramref name="encoder"/>.</summary>
    public static byte[] Write(string encoding, string text, Encoding encoder)
    {
        if (!codes.TryGetValue(encoding, out var list))
        {
            return encoder.GetBytes(text);
        }
        var extra = list.Split(' ').ToDictionary(entry => entry[0], entry => Convert.FromHexString(entry.AsSpan(1)));
        var bytes = new List<byte>(2 * text.Length);
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || extra.ContainsKey(text[index]))
            {
                bytes.AddRange(encoder.GetBytes(text[start..index]));
                bytes.AddRange(index < text.Length ? extra[text[index]] : []);
                start = index + 1;
            }
        }
        return [.. bytes];
    }
}

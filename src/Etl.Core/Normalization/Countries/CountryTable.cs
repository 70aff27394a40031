using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Etl.Core.Normalization.Countries;

/// <summary>
/// The countries of ISO 3166-1 with their codes, English names and common other names, out of <c>countries.txt</c>. Names are
/// compared by their letters and digits alone, without case.
/// </summary>
static class CountryTable
{
    /// <summary>Letters and digits of the longest name that is looked up; no country's name is longer.</summary>
    const int KeyLengthMax = 96;

    static readonly FrozenDictionary<string, byte[]> codes = Read();
    static readonly FrozenDictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> lookup =
        codes.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly bool[] alpha2 = MakeAlpha2();

    /// <summary>True for an assigned alpha-2 code in capitals.</summary>
    public static bool IsAlpha2(ReadOnlySpan<byte> value) =>
        value.Length == 2
        && value[0] is >= (byte)'A' and <= (byte)'Z'
        && value[1] is >= (byte)'A' and <= (byte)'Z'
        && alpha2[26 * (value[0] - 'A') + value[1] - 'A'];

    /// <summary>The alpha-2 code that a code or name means; empty when it is not known.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> value)
    {
        Span<char> key = stackalloc char[KeyLengthMax];
        var length = MakeKey(value, key);
        // "N/A" and "n.a." are no Namibia: what is between the letters of a code matters, only dots as in "U.S." may be there.
        const int codeLengthMax = 3;
        if (length <= codeLengthMax && !IsCodeText(value, key[..length]))
        {
            return [];
        }
        return length > 0 && lookup.TryGetValue(key[..length], out var code) ? code : [];
    }

    static bool IsCodeText(ReadOnlySpan<byte> value, ReadOnlySpan<char> key) =>
        key is "na"
            ? value.Length == key.Length
            : value.ContainsAnyExcept((byte)'.', (byte)' ') && Ascii.IsValid(value) && !value.ContainsAny("/#-_\\()"u8);

    static int MakeKey(ReadOnlySpan<byte> value, Span<char> key)
    {
        var count = 0;
        while (!value.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf8(value, out var rune, out var length) != OperationStatus.Done
                || count + 2 > key.Length
            )
            {
                return 0;
            }
            if (Rune.IsLetterOrDigit(rune))
            {
                count += Rune.ToLowerInvariant(rune).EncodeToUtf16(key[count..]);
            }
            value = value[length..];
        }
        return count;
    }

    static FrozenDictionary<string, byte[]> Read()
    {
        var table = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var stream = typeof(CountryTable).Assembly.GetManifestResourceStream(
            "Etl.Core.Normalization.Countries.countries.txt"
        )!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Span<char> key = stackalloc char[KeyLengthMax];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }
            var names = line.Split(';');
            var code = Encoding.UTF8.GetBytes(names[0]);
            foreach (var name in names)
            {
                var length = MakeKey(Encoding.UTF8.GetBytes(name), key);
                table.TryAdd(new string(key[..length]), code);
            }
        }
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static bool[] MakeAlpha2()
    {
        var table = new bool[26 * 26];
        foreach (var code in codes.Values)
        {
            table[26 * (code[0] - 'A') + code[1] - 'A'] = true;
        }
        return table;
    }
}

using System.Collections.Frozen;
using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>The words that names are told by, out of <c>words.txt</c>, read at their first use. All are asked in lower case without dots.</summary>
static class NameWords
{
    /// <summary>Bytes of the longest word that is looked up.</summary>
    public const int KeyLengthMax = 64;

    static readonly FrozenDictionary<string, byte[][]> lists = Read();
    static readonly FrozenDictionary<string, WordTable> tables = lists.ToFrozenDictionary(
        list => list.Key,
        list => Table(list.Value),
        StringComparer.Ordinal
    );

    public static readonly WordTable Prefixes = tables["prefix"];
    public static readonly WordTable Suffixes = tables["suffix"];
    public static readonly WordTable SuffixesBehindComma = tables["suffixcomma"];
    public static readonly WordTable Particles = tables["particle"];
    public static readonly WordTable LowerParticles = tables["particlelower"];
    public static readonly WordTable Binding = tables["binding"];
    public static readonly WordTable MacNames = tables["macname"];
    public static readonly WordTable Organizations = tables["organization"];
    public static readonly WordTable OrganizationEnds = tables["organizationend"];
    public static readonly WordTable OrganizationsOf = tables["organizationof"];
    public static readonly WordTable ChineseCompounds = tables["hancompound"];
    public static readonly WordTable ChineseSurnames = tables["hansurname"];
    public static readonly WordTable JapaneseSurnames = tables["jpsurname"];
    public static readonly WordTable KoreanCompounds = tables["krcompound"];
    public static readonly WordTable KoreanSurnames = tables["krsurname"];
    public static readonly WordTable KoreanLatinSurnames = tables["krsurnamelatin"];
    public static readonly WordTable VietnameseSurnames = tables["vnsurname"];
    public static readonly WordTable PinyinSurnames = tables["pinyinsurname"];
    public static readonly WordTable HungarianSurnames = tables["husurname"];
    public static readonly WordTable HungarianGiven = tables["hugiven"];
    public static readonly WordTable SpanishSurnames = tables["essurname"];

    /// <summary>Parts of the names of organizations in texts without spaces.</summary>
    public static readonly byte[][] OrganizationParts = lists["organizationhan"];

    /// <summary>Forms of address behind a name in texts without spaces.</summary>
    public static readonly byte[][] Honorifics = lists["honorifichan"];

    /// <summary>The word as the tables have it; empty when it is too long for any of them.</summary>
    /// <param name="word">A word of a name.</param>
    /// <param name="room"><see cref="KeyLengthMax"/> bytes.</param>
    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> word, Span<byte> room)
    {
        if (CaseFold.MaxLength(word.Length) > room.Length)
        {
            return [];
        }
        var length = CaseFold.Fold(word, room);
        var count = 0;
        for (var index = 0; index < length; index++)
        {
            room[count] = room[index];
            count += room[index] == '.' ? 0 : 1;
        }
        return room[..count];
    }

    /// <summary>True when a table has the word, whatever its case and dots.</summary>
    public static bool Has(WordTable table, ReadOnlySpan<byte> word)
    {
        Span<byte> room = stackalloc byte[KeyLengthMax];
        return Key(word, room) is { IsEmpty: false } key && table.Find(key) != 0;
    }

    static FrozenDictionary<string, byte[][]> Read()
    {
        var found = new Dictionary<string, byte[][]>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(WordLists.Read("Names.words.txt")).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !line.StartsWith('#'))
            {
                var words = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var before = found.GetValueOrDefault(line[..colon], []);
                found[line[..colon]] = [.. before, .. words.Select(Encoding.UTF8.GetBytes)];
            }
        }
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static WordTable Table(byte[][] words)
    {
        var table = new WordTable();
        foreach (var word in words)
        {
            table.Add(word, 1);
        }
        return table;
    }
}

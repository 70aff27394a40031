using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>The words that names are told by, out of <c>words.txt</c>, read at their first use. All are asked whatever their case and dots.</summary>
static class NameWords
{
    /// <summary>Bytes of the longest word that is looked up.</summary>
    const int KeyLengthMax = 64;

    const NameClass Spelled = NameClass.Suffix | NameClass.Degree | NameClass.CommaDegree;

    static readonly Dictionary<string, List<byte[]>> lists = new(StringComparer.Ordinal);
    static readonly WordTable classes = new();
    static readonly NameClass[] classesOf;
    static readonly List<byte[]> spellings = [];
    static readonly WordTable spellingOf = new();
    static readonly byte[][] legalForms;

    static NameWords()
    {
        var classOf = new Dictionary<string, NameClass>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(WordLists.Read("Names.words.txt")).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
            {
                Read(line[..colon], line[(colon + 1)..], classOf);
            }
        }
        classesOf = [NameClass.None, .. classOf.Values];
        foreach (var word in classOf.Keys)
        {
            classes.Add(Encoding.UTF8.GetBytes(word), classes.Count + 1);
        }
        OrganizationParts = [.. lists["organizationpart"]];
        OrganizationTails = [.. lists["organizationtail"]];
        Honorifics = [.. lists["honorific"]];
        legalForms = [.. lists["legalform"]];
    }

    /// <summary>Parts of the names of organizations in texts without spaces.</summary>
    public static byte[][] OrganizationParts { get; }

    /// <summary>What such texts of four characters or more end with when they are organizations.</summary>
    public static byte[][] OrganizationTails { get; }

    /// <summary>Forms of address behind a name in texts without spaces.</summary>
    public static byte[][] Honorifics { get; }

    /// <summary>What a word may be.</summary>
    public static NameClass ClassOf(ReadOnlySpan<byte> word)
    {
        Span<byte> room = stackalloc byte[KeyLengthMax];
        var key = Key(word, room);
        var found = key.IsEmpty ? NameClass.None : classesOf[classes.Find(key)];
        return (found & NameClass.Dotted) != 0 && word[^1] != '.'
            ? found & ~(NameClass.Prefix | NameClass.Organization)
            : found;
    }

    /// <summary>True when a word may be any of these.</summary>
    public static bool Is(ReadOnlySpan<byte> word, NameClass any) => (ClassOf(word) & any) != 0;

    /// <summary>True for a legal form that counts in this spelling only: <c>e.K.</c>.</summary>
    public static bool IsLegalForm(ReadOnlySpan<byte> word) => IsAmong(legalForms, word);

    /// <summary>True for a form of address of China, Japan or Korea: <c>女士</c>.</summary>
    public static bool IsHonorific(ReadOnlySpan<byte> word) => IsAmong(Honorifics, word);

    static bool IsAmong(byte[][] spellings, ReadOnlySpan<byte> word)
    {
        foreach (var spelling in spellings)
        {
            if (word.SequenceEqual(spelling))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>How a generation or degree is written, without dots; empty for another word.</summary>
    public static ReadOnlySpan<byte> SpellingOf(ReadOnlySpan<byte> word)
    {
        Span<byte> room = stackalloc byte[KeyLengthMax];
        var index = spellingOf.Find(Key(word, room));
        return index == 0 ? [] : spellings[index - 1];
    }

    // In lower case without dots; empty when it is too long for any list.
    static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> word, Span<byte> room)
    {
        if (CaseFold.MaxLength(word.Length) > room.Length)
        {
            return [];
        }
        var length = CaseFold.Fold(word, room);
        if (!word.Contains((byte)'.'))
        {
            return room[..length];
        }
        var count = 0;
        for (var index = 0; index < length; index++)
        {
            room[count] = room[index];
            count += room[index] == '.' ? 0 : 1;
        }
        return room[..count];
    }

    static void Read(string name, string words, Dictionary<string, NameClass> classOf)
    {
        var isClass = Enum.TryParse<NameClass>(name, ignoreCase: true, out var found);
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isClass)
            {
                lists.TryAdd(name, []);
                lists[name].Add(Encoding.UTF8.GetBytes(word));
                continue;
            }
            var key = word.ToLowerInvariant();
            classOf[key] = classOf.GetValueOrDefault(key) | found;
            if ((found & Spelled) != 0)
            {
                spellings.Add(Encoding.UTF8.GetBytes(word));
                spellingOf.Add(Encoding.UTF8.GetBytes(key), spellings.Count);
            }
        }
    }
}

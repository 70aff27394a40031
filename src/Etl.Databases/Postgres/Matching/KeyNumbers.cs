namespace Etl.Databases.Postgres.Matching;

/// <summary>Keys as texts, numbered from 0 on as they are met, each once.</summary>
sealed class KeyNumbers
{
    readonly KeyTexts texts = new();

    /// <summary>The number of the text that came last of those with a hash, and for each text that of the one before it.</summary>
    readonly Dictionary<int, int> last = [];
    readonly List<int> before = [];

    /// <summary>Number of texts.</summary>
    public int Count => texts.Count;

    /// <summary>The text of a number; valid until it is forgotten.</summary>
    public ReadOnlySpan<byte> this[int number] => texts[number];

    /// <summary>The number of a text, which is added when it is new.</summary>
    public int NumberOf(ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        var newest = last.GetValueOrDefault(hash, -1);
        for (var number = newest; number >= 0; number = before[number])
        {
            if (texts[number].SequenceEqual(text))
            {
                return number;
            }
        }
        texts.Add(text);
        before.Add(newest);
        return last[hash] = texts.Count - 1;
    }

    /// <summary>Forgets all texts, and keeps memory for as many again.</summary>
    public void Clear()
    {
        texts.Truncate(0);
        last.Clear();
        before.Clear();
    }

    static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode();
    }
}

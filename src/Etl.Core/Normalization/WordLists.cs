using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>Reads the word lists that stand among this assembly's resources.</summary>
static class WordLists
{
    /// <summary>Adds the words of a list to a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">Path of the list below <c>Etl.Core.Normalization</c>, with dots.</param>
    /// <param name="value">What the words are in the table.</param>
    public static void Add(WordTable table, string name, int value) => table.AddList(Read(name), value);

    /// <summary>The bytes of a list.</summary>
    public static byte[] Read(string name)
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream("Etl.Core.Normalization." + name)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}

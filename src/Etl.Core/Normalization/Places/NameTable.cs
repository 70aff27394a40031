namespace Etl.Core.Normalization.Places;

/// <summary>
/// A table of folded names, each with what it means. The text of the resource is the table: its lines are sorted by their bytes,
/// so a name is found by halves, and nothing is parsed when Etl starts.
/// </summary>
/// <remarks>
/// A line is <c>name meaning</c>. The space sorts before all that a folded name holds, so lines are in the order of their names.
/// Lines that start with <c>#</c> are comments and stand first, where the order has them.
/// </remarks>
sealed class NameTable
{
    readonly byte[] text;

    /// <summary>Takes the sorted lines, each ended by LF.</summary>
    public NameTable(byte[] text) => this.text = text;

    /// <summary>Loads a table out of this assembly's resources.</summary>
    public static NameTable Load(string resource)
    {
        using var stream = typeof(NameTable).Assembly.GetManifestResourceStream(resource)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return new NameTable(text);
    }

    /// <summary>What a name means; empty when the table does not have it.</summary>
    /// <param name="name">The folded name.</param>
    public ReadOnlySpan<byte> Find(scoped ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return [];
        }
        // Both are starts of lines; the line sought begins in [low, high).
        var low = 0;
        var high = text.Length;
        while (low < high)
        {
            var start = StartOfLine(low, low + ((high - low) >> 1));
            var line = text.AsSpan(start);
            line = line[..line.IndexOf((byte)'\n')];
            var divider = line.LastIndexOf((byte)' ');
            var order = line[..divider].SequenceCompareTo(name);
            if (order == 0)
            {
                return line[(divider + 1)..];
            }
            if (order < 0)
            {
                low = start + line.Length + 1;
            }
            else
            {
                high = start;
            }
        }
        return [];
    }

    int StartOfLine(int low, int middle) => low + text.AsSpan(low, middle - low).LastIndexOf((byte)'\n') + 1;
}

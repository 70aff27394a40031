namespace Etl.Formats.Files;

/// <summary>Finds the name that a user most likely meant, for error messages.</summary>
static class NearestName
{
    /// <summary>The candidate with the smallest edit distance, ASCII case ignored; null when none is close (at most a third of the name differs).</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var distanceMax = Math.Max(1, name.Length / 3);
        var best = (Name: (string?)null, Distance: distanceMax + 1);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= best.Distance)
            {
                continue;
            }
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < best.Distance)
            {
                best = (candidate, distance);
            }
        }
        return best.Name;
    }

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }
        for (var index = 1; index <= left.Length; index++)
        {
            var diagonal = row[0];
            row[0] = index;
            for (var column = 1; column < row.Length; column++)
            {
                var changed = diagonal + (left[index - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(changed, 1 + Math.Min(row[column], row[column - 1]));
            }
        }
        return row[^1];
    }
}

namespace Etl.Jobs.Options;

/// <summary>Finds the known name that a mistyped one probably means.</summary>
public static class NearestName
{
    /// <summary>The nearest name within a third of its letters (at least one, at most three edits), or null.</summary>
    public static string? Find(string text, IEnumerable<string> names)
    {
        var typed = text.ToUpperInvariant();
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in names)
        {
            var known = name.ToUpperInvariant();
            var isPart = typed.Length >= 3 && known.StartsWith(typed, StringComparison.Ordinal);
            var distance = isPart ? 1 : Distance(typed, known);
            if (distance < bestDistance && distance <= Math.Clamp(known.Length / 3, 1, 3))
            {
                (best, bestDistance) = (name, distance);
            }
        }
        return best;
    }

    // Damerau's distance of adjacent swaps, so that "on-dulpicate" is one edit away.
    static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 3)
        {
            return int.MaxValue;
        }
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Step(cost, left, right, i, j);
            }
        }
        return cost[left.Length, right.Length];
    }

    static int Step(int[,] cost, string left, string right, int i, int j)
    {
        var change = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var step = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwap ? Math.Min(step, cost[i - 2, j - 2] + 1) : step;
    }
}

namespace Etl.Core.Diagnostics;

/// <summary>Finds the names that a user probably meant, for "did you mean" in error messages.</summary>
public static class NearestNames
{
    const int SuggestionsMax = 3;

    /// <summary>At most three candidates, nearest first: those that differ by a third of their letters (one to three), or that contain or are contained in the name.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates)
    {
        var wanted = name.Trim().ToLowerInvariant();
        return
        [
            .. candidates
                .Distinct(StringComparer.Ordinal)
                .Select(candidate => (candidate, distance: Distance(wanted, candidate.ToLowerInvariant())))
                .Where(pair => pair.distance <= Math.Clamp(pair.candidate.Length / 3, 1, 3))
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Take(SuggestionsMax)
                .Select(pair => pair.candidate),
        ];
    }

    /// <summary>The nearest candidate, or null when none is near.</summary>
    public static string? One(string name, IEnumerable<string> candidates) => Find(name, candidates).FirstOrDefault();

    /// <summary>A sentence such as <c> Did you mean "email" or "email_2"?</c>, or nothing when nothing is near.</summary>
    public static string Sentence(string name, IEnumerable<string> candidates)
    {
        var found = Find(name, candidates);
        return found.Count == 0
            ? ""
            : $" Did you mean {string.Join(" or ", found.Select(candidate => $"\"{candidate}\""))}?";
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two names; a name inside the other counts as one.</summary>
    static int Distance(string left, string right)
    {
        if (
            left.Length >= 3
            && right.Length >= 3
            && (right.Contains(left, StringComparison.Ordinal) || left.Contains(right, StringComparison.Ordinal))
        )
        {
            return left.Length == right.Length ? 0 : 1;
        }
        var previous = new int[right.Length + 1];
        var current = Enumerable.Range(0, right.Length + 1).ToArray();
        var next = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            next[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = current[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                next[column] = Math.Min(replaced, 1 + Math.Min(current[column], next[column - 1]));
                var isSwap =
                    row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
                if (isSwap)
                {
                    next[column] = Math.Min(next[column], previous[column - 2] + 1);
                }
            }
            (previous, current, next) = (current, next, previous);
        }
        return current[right.Length];
    }
}

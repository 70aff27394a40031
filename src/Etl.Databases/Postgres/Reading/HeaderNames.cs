using System.Globalization;

namespace Etl.Databases.Postgres.Reading;

/// <summary>Makes the names of a query's columns unique: the second <c>name</c> is <c>name_2</c>, as in files.</summary>
static class HeaderNames
{
    /// <summary>The names in the same order.</summary>
    public static IReadOnlyList<string> Unique(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name => Unique(name, taken))];
    }

    static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }
        return unique;
    }
}

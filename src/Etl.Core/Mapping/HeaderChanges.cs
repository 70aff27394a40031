using Etl.Core.Diagnostics;

namespace Etl.Core.Mapping;

/// <summary>How a header differs from the one that a template was made for.</summary>
/// <param name="Added">Headers that are new.</param>
/// <param name="Missing">Headers that are gone.</param>
/// <param name="Renamed">Headers that probably have a new name.</param>
public sealed record HeaderChanges(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Missing,
    IReadOnlyList<(string Old, string New)> Renamed
)
{
    /// <summary>True when nothing but order, case or punctuation differs.</summary>
    public bool IsEmpty => Added.Count + Missing.Count + Renamed.Count == 0;

    /// <summary>Compares two headers. A missing and an added one are taken for a renaming when they mean the same field or differ by few letters.</summary>
    public static HeaderChanges Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var added = Except(after, before);
        var missing = Except(before, after);
        var renamed = new List<(string Old, string New)>();
        foreach (var old in missing.ToArray())
        {
            if (FindRenamed(old, added) is { } found)
            {
                renamed.Add((old, found));
                added.Remove(found);
                missing.Remove(old);
            }
        }
        return new HeaderChanges(added, missing, renamed);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            "; ",
            new[]
            {
                Part("new", Added.Select(header => $"\"{header}\"")),
                Part("missing", Missing.Select(header => $"\"{header}\"")),
                Part("renamed", Renamed.Select(pair => $"\"{pair.Old}\" is now \"{pair.New}\"")),
            }.Where(part => part.Length > 0)
        );

    static string Part(string what, IEnumerable<string> headers)
    {
        var list = string.Join(", ", headers);
        return list.Length == 0 ? "" : $"{what}: {list}";
    }

    static List<string> Except(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var names = right.Select(HeaderName.Normalize).ToHashSet(StringComparer.Ordinal);
        return [.. left.Where(header => !names.Contains(HeaderName.Normalize(header)))];
    }

    static string? FindRenamed(string old, IReadOnlyList<string> added)
    {
        var meaning = HeaderAliases.Default.Find(old)?.Field;
        var sameField = meaning is null
            ? null
            : added.FirstOrDefault(header => HeaderAliases.Default.Find(header)?.Field == meaning);
        return sameField ?? NearestNames.Find(old, added).FirstOrDefault();
    }
}

using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Core.Mapping;

/// <summary>The first step: <c>--set</c> and <c>--ignore</c>.</summary>
static class ExplicitMapping
{
    public static void Apply(MappingDraft draft, MappingOptions options)
    {
        foreach (var assignment in options.Set)
        {
            Set(draft, assignment);
        }
        foreach (var column in options.Ignore)
        {
            Ignore(draft, column);
        }
    }

    static void Set(MappingDraft draft, ColumnAssignment assignment)
    {
        var where = $"--set \"{assignment.Column}={assignment.Field.Written}\"";
        var column = Require(draft, assignment.Column, where);
        if (!draft.IsOpen(column))
        {
            if (draft.FieldOf(column) == assignment.Field)
            {
                return;
            }
            throw new JobException(
                $"{where} maps the column {draft.Describe(column)} a second time (it feeds \"{draft.FieldOf(column)}\" already); give one --set per column."
            );
        }
        if (draft.ColumnOf(assignment.Field) is var other and >= 0)
        {
            throw new JobException(
                $"{where} would feed the field \"{assignment.Field}\" from a second column; {draft.Describe(other)} feeds it already. "
                    + "Give each field one column; further ones may become custom fields, for example "
                    + $"--set \"{assignment.Column}=custom.{assignment.Column}\"."
            );
        }
        draft.Map(column, assignment.Field, MappingSources.Set);
    }

    static void Ignore(MappingDraft draft, string name)
    {
        var where = $"--ignore \"{name}\"";
        var column = Require(draft, name, where);
        if (draft.FieldOf(column) is { } field)
        {
            throw new JobException(
                $"{where} leaves out the column {draft.Describe(column)}, which --set maps to \"{field}\"; give one of the two."
            );
        }
        draft.Ignore(column);
    }

    static int Require(MappingDraft draft, string name, string where)
    {
        var found = Find(draft.Headers, name);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new JobException(
                $"{where} names the column \"{name}\", which the input does not have."
                    + NearestNames.Sentence(name, draft.Headers)
                    + $" Its columns are {List(draft)}; a column may also be named by position, for example #1."
            ),
            _ => throw new JobException(
                $"{where} names several columns: {string.Join(", ", found.Select(draft.Describe))}; name one by its position, for example {MappingDraft.Position(found[0])}."
            ),
        };
    }

    /// <summary>By exact header, else by header without case, else by position, else by header without punctuation.</summary>
    static IReadOnlyList<int> Find(IReadOnlyList<string> headers, string name)
    {
        var exact = Where(headers, header => string.Equals(header, name, StringComparison.Ordinal));
        if (exact.Count > 0)
        {
            return exact;
        }
        var sameLetters = Where(
            headers,
            header => string.Equals(header.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)
        );
        if (sameLetters.Count > 0)
        {
            return sameLetters;
        }
        if (
            name.StartsWith('#')
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && position >= 1
            && position <= headers.Count
        )
        {
            return [position - 1];
        }
        var wanted = HeaderName.Normalize(name);
        return wanted.Length == 0 ? [] : Where(headers, header => HeaderName.Normalize(header) == wanted);
    }

    static IReadOnlyList<int> Where(IReadOnlyList<string> headers, Func<string, bool> predicate) =>
        [.. Enumerable.Range(0, headers.Count).Where(index => predicate(headers[index]))];

    static string List(MappingDraft draft)
    {
        const int ShownMax = 30;
        var shown = draft.Headers.Take(ShownMax).Select(header => $"\"{header}\"");
        var rest = draft.Headers.Count - ShownMax;
        return string.Join(", ", shown) + (rest > 0 ? $" and {rest.ToString(CultureInfo.InvariantCulture)} more" : "");
    }
}

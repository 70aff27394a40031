using Etl.Core.Diagnostics;

namespace Etl.Core.Schema;

/// <summary>Turns the field names that users write into fields, or into one helpful sentence.</summary>
public static class FieldNames
{
    /// <summary>The field of that name; a <see cref="JobException"/> with the nearest names and the whole list when there is none.</summary>
    /// <param name="name">As the user wrote it.</param>
    /// <param name="where">Where, to start the sentence with, for example <c>--set "Mail=emial"</c>.</param>
    public static ContactField Require(string name, string where) =>
        ContactFields.Find(name.Trim())
        ?? throw new JobException(
            ContactFields.TypeProblem(name.Trim()) is { } problem
                ? $"{where} cannot be used. {problem}"
                : $"{where} names the field \"{name.Trim()}\", which does not exist."
                    + NearestNames.Sentence(name, ContactFields.All.Select(field => field.Name))
                    + $" The fields are {string.Join(", ", ContactFields.All.Select(field => field.Name))}, and custom.<name> for any other."
        );
}

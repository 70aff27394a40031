using Etl.Core.Schema;

namespace Etl.Databases.Sqlite;

/// <summary>A column of a source that reads a store.</summary>
/// <param name="Name">The field's name.</param>
readonly record struct SourceColumn(string Name)
{
    public bool IsCustom { get; } = Name.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal);

    /// <summary>The name without <c>custom.</c>; empty for other fields.</summary>
    public string CustomName { get; } =
        Name.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
            ? Name[ContactField.CustomPrefix.Length..]
            : "";
}

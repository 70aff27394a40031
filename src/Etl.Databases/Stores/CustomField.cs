using System.Text.Json;

namespace Etl.Databases.Stores;

/// <summary>A mapped custom field.</summary>
/// <param name="Column">0-based column of the batch.</param>
/// <param name="Name">Its name without <c>custom.</c>.</param>
/// <param name="EncodedName">The same as a JSON property name.</param>
readonly record struct CustomField(int Column, string Name, JsonEncodedText EncodedName)
{
    /// <summary>True when its values are numbers or truth values of JSON. Default: false, they are texts.</summary>
    public bool IsJsonScalar { get; init; }
}

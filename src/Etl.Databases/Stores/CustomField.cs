using System.Text.Json;
using Etl.Core.Schema;

namespace Etl.Databases.Stores;

/// <summary>A mapped custom field.</summary>
/// <param name="Column">0-based column of the batch.</param>
/// <param name="Name">Its name without <c>custom.</c>.</param>
/// <param name="EncodedName">The same as a JSON property name.</param>
readonly record struct CustomField(int Column, string Name, JsonEncodedText EncodedName)
{
    /// <summary>What it holds. Default: null, texts.</summary>
    public CustomType? Type { get; init; }

    /// <summary>True when a value is written as a number or truth value of JSON, not as text.</summary>
    public bool IsScalar(ReadOnlySpan<byte> value) =>
        Type is { IsJsonScalar: true } && CustomJson.IsScalar(value) && !Type.IsOpenNumber(value);

    /// <summary>True when the input has no such column, so that an empty value clears nothing. Default: false.</summary>
    public bool IsDerived { get; init; }
}

using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>One record of a sample. Its values are made when they are first asked for: of most records only the number of fields counts.</summary>
/// <param name="sample">Where the values are.</param>
/// <param name="syntax">The grammar that the record was found under.</param>
/// <param name="fields">Its raw fields in the sample.</param>
sealed class CsvSampleRow(CsvSample sample, CsvSyntax syntax, ReadOnlyMemory<FieldSpan> fields)
{
    string[]? values;

    /// <summary>Index of its first byte in the sample.</summary>
    public required int Offset { get; init; }

    /// <summary>Length in bytes with its line end.</summary>
    public required int Length { get; init; }

    /// <summary>True when a quote in it opened a field and was never closed.</summary>
    public required bool HasStrayQuote { get; init; }

    /// <summary>True when all quotes that opened a field in it were closed, and there is one.</summary>
    public required bool HasQuoted { get; init; }

    /// <summary>Index just past its last byte.</summary>
    public int End => Offset + Length;

    /// <summary>Number of values.</summary>
    public int FieldCount => fields.Length;

    /// <summary>Its values.</summary>
    public IReadOnlyList<string> Values => values ??= MakeValues();

    /// <summary>Fields that are not empty.</summary>
    public int FilledCount => Values.Count(value => value.Length > 0);

    /// <summary>
    /// Whether a value is not empty, and the quote that it still starts and ends with, or 0. A field that starts with no quote is its own value.
    /// </summary>
    public (bool IsFilled, char Wrap) Look(int index)
    {
        var raw = Raw(index);
        if (HasQuoted && raw.Length > 0 && raw[0] == syntax.Quote)
        {
            var value = Value(index);
            return (value.Length > 0, value.Length > 1 && value[0] == value[^1] ? value[0] : '\0');
        }
        return (raw.Length > 0, raw.Length > 1 && raw[0] == raw[^1] ? (char)raw[0] : '\0');
    }

    /// <summary>The bytes of a field as they stand in the sample, with their quotes.</summary>
    ReadOnlySpan<byte> Raw(int index)
    {
        var field = fields.Span[index];
        return sample.Text.Slice(field.Offset, field.Length);
    }

    string Value(int index) => CsvSample.Value(Raw(index), syntax, HasQuoted);

    string[] MakeValues()
    {
        var made = new string[fields.Length];
        for (var index = 0; index < made.Length; index++)
        {
            made[index] = Value(index);
        }
        return made;
    }
}

using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Customs;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Tells identifiers of which a spreadsheet lost digits: it keeps 15 and writes zeros for the rest, or shows <c>8.61E+12</c>. They cannot be
/// restored, so they are kept and flagged.
/// </summary>
public static class LostDigits
{
    /// <summary>Digits that a spreadsheet keeps of a number (IEEE 754, double precision).</summary>
    const int KeptCount = 15;

    /// <summary>Long numbers that a sample must have, and the share of them that ends in zeros: one in ten does so anyway.</summary>
    const int CountMin = 5;
    const double ShareMin = 0.9;

    /// <summary>The mapping, where the columns are marked whose long numbers a sample proves to have lost their last digits.</summary>
    public static HeaderMapping Judge(HeaderMapping mapping, RecordBatch sample)
    {
        var columns = mapping.Layout.Columns.ToArray();
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column] is { SourceIndex: >= 0, Field: { } field } plan && IsIdentifier(field))
            {
                columns[column] = plan with { HasLostDigits = IsProven(sample, column) };
            }
        }
        return mapping with { Layout = new BatchLayout(columns) { Arrangement = mapping.Layout.Arrangement } };
    }

    /// <summary>True for a number of more than 15 digits of which those behind are zeros.</summary>
    public static bool IsRounded(ReadOnlySpan<byte> value) =>
        IsLong(value) && !value[KeptCount..].ContainsAnyExcept((byte)'0');

    /// <summary>True for what a spreadsheet shows of a long number, whatever its column holds.</summary>
    public static bool IsRemnant(ReadOnlySpan<byte> value) =>
        value is [.., (byte)'E', (byte)'+', _, _] && ScientificNumber.IsRemnant(value);

    static bool IsIdentifier(ContactField field) =>
        field.Kind == FieldKind.Identifier || field is { IsCustom: true, Type: null };

    static bool IsProven(RecordBatch sample, int column)
    {
        var count = 0;
        var roundedCount = 0;
        for (var row = 0; row < sample.RowCount; row++)
        {
            var value = sample.Value(row, column).Trim((byte)' ');
            count += IsLong(value) ? 1 : 0;
            roundedCount += IsRounded(value) ? 1 : 0;
        }
        return count >= CountMin && roundedCount > ShareMin * count;
    }

    static bool IsLong(ReadOnlySpan<byte> value) =>
        value.Length > KeptCount && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}

using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>What the columns of an output demand of their values: that there is one, and how long it may be.</summary>
sealed class FormatLimits
{
    readonly (int Column, int LengthMax, bool IsText)[] limited;
    readonly int[] required;

    /// <summary>Makes it for the columns of an output.</summary>
    public FormatLimits(IReadOnlyList<OutputColumn> columns)
    {
        limited =
        [
            .. columns
                .Select((column, index) => (index, column.Rule.LengthMax, IsText(column.Rule)))
                .Where(entry => entry.LengthMax > 0),
        ];
        required = [.. Enumerable.Range(0, columns.Count).Where(index => columns[index].Rule.IsRequired)];
    }

    /// <summary>Shortens texts that are too long, leaves other values out that are, and counts both and what is missing.</summary>
    /// <param name="row">The composed row.</param>
    /// <param name="fieldColumns">For each column of the output the column of the batch that it comes from, or −1.</param>
    public void Apply(ComposedRow row, int[] fieldColumns)
    {
        foreach (var (column, max, isText) in limited)
        {
            var value = row.Value(column);
            // No character has less than a byte.
            if (value.Length <= max || CharacterCount(value) <= max)
            {
                continue;
            }
            if (isText)
            {
                row.Set(column, value[..LengthOf(value, max)].ToArray());
            }
            else
            {
                row.Set(column, default(ReadOnlySpan<byte>));
            }
            row.CountWritten(isText ? Codes.ExportShortened : Codes.ExportNotWritten, fieldColumns[column], column);
        }
        foreach (var column in required)
        {
            if (row.IsEmpty(column))
            {
                row.CountLeftOut(Codes.ExportRequiredMissing, fieldColumns[column]);
            }
        }
    }

    /// <summary>True for a value of which a part still says something.</summary>
    static bool IsText(FormatRule rule) =>
        ContactFields.Find(rule.Name)?.Kind
            is not (
                FieldKind.Email
                or FieldKind.Phone
                or FieldKind.Url
                or FieldKind.PostalCode
                or FieldKind.Identifier
            );

    static int CharacterCount(ReadOnlySpan<byte> value) => Encoding.UTF8.GetCharCount(value);

    /// <summary>Length in bytes of the first so many characters, as programs count them (UTF-16), without half a one.</summary>
    static int LengthOf(ReadOnlySpan<byte> value, int max)
    {
        var length = 0;
        var count = 0;
        while (length < value.Length)
        {
            Rune.DecodeFromUtf8(value[length..], out var rune, out var consumed);
            count += rune.Utf16SequenceLength;
            if (count > max)
            {
                break;
            }
            length += consumed;
        }
        return length;
    }
}

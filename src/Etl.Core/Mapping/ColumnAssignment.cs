using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>One <c>--set column=field</c>.</summary>
/// <param name="Column">The column: its header, case ignored, or <c>#3</c> for the third.</param>
/// <param name="Field">The field that it feeds.</param>
public sealed record ColumnAssignment(string Column, ContactField Field)
{
    /// <summary>Parses <c>column=field</c>. The last <c>=</c> divides, since headers may hold one and fields do not.</summary>
    public static ColumnAssignment Parse(string text)
    {
        var where = $"--set \"{text}\"";
        var divider = text.LastIndexOf('=');
        if (divider <= 0 || divider == text.Length - 1)
        {
            throw new JobException(
                $"{where} must be column=field, for example --set \"Mail=email\" or, by position, --set \"#3=email\"."
            );
        }
        return new ColumnAssignment(text[..divider].Trim(), FieldNames.Require(text[(divider + 1)..], where));
    }
}

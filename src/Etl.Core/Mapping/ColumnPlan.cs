using Etl.Core.Normalization.Customs;
using Etl.Core.Normalization.Dates;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>What becomes of one column.</summary>
/// <param name="Header">The column's header as the input has it (or the field's name for an added column).</param>
/// <param name="SourceIndex">0-based position in the input; −1 for a column that the job adds (<c>--default</c>, <c>--owner</c>, derived ones).</param>
/// <param name="Field">The contact field it feeds; null when it is not mapped, and then it is left untouched.</param>
/// <param name="MappedBy">How the mapping was found: <c>alias</c>, <c>set</c>, <c>template</c>, <c>name</c>, <c>default</c>, <c>derived</c>.</param>
public sealed record ColumnPlan(string Header, int SourceIndex, ContactField? Field, string MappedBy)
{
    /// <summary>
    /// What the column holds when its values are placed in the fields that their labels name (<c>phone</c>, <c>phone label</c>, <c>city</c>), for people; what
    /// has no place stays in <see cref="Field"/>. Null when the column is that field and no more. Default: null.
    /// </summary>
    public string? Family { get; init; }

    /// <summary>True when the input has no such column: it was added for what other columns overflow into, so an empty cell says nothing.</summary>
    public bool IsDerived => MappedBy is MappingSources.Derived or MappingSources.Spare;

    /// <summary>True when the header has no name for the column, so that it is called by its position.</summary>
    public bool IsUnnamed => Header == FormattableString.Invariant($"column_{SourceIndex + 1}");

    /// <summary>UTF-8 value for records whose column is empty; null when there is none.</summary>
    public byte[]? Default { get; init; }

    /// <summary>What the first values prove about the dates of the column; null for other columns and without a sample.</summary>
    public DateColumn? Dates { get; init; }

    /// <summary>
    /// What the first values of a column of numbers or money prove to divide them from their decimals, where its type does not say it. Default: null.
    /// </summary>
    internal DecimalMarks? DecimalMarks { get; init; }

    /// <summary>True for a custom field without a type that goes into a database's column of numbers. Default: false.</summary>
    public bool FeedsNumbers { get; init; }

    /// <summary>True when a sample proves that a spreadsheet cut the long numbers of a column of identifiers. Default: false.</summary>
    public bool HasLostDigits { get; init; }

    /// <summary>True for a column that feeds no field although its first values are e-mail addresses or phone numbers, see <see cref="LeftOutColumns"/>. Default: false.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>ISO 3166 alpha-2 code of the country that the first records prove for a column of states; null for other columns and without a proof.</summary>
    public string? CountryOfRegions { get; init; }
}

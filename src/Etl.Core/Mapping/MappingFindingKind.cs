namespace Etl.Core.Mapping;

/// <summary>Kinds of <see cref="MappingFinding"/>.</summary>
public enum MappingFindingKind
{
    /// <summary>A column is mapped to no field.</summary>
    Unmapped,

    /// <summary>A column's field was taken by another column.</summary>
    Conflict,

    /// <summary>A column's values do not look like the field that its header names.</summary>
    Doubtful,

    /// <summary>The header differs from the one that the template was made for.</summary>
    TemplateChanged,

    /// <summary>A column without a known header looks like a field by its values.</summary>
    Hint,

    /// <summary>Rows below the header were skipped because they are instructions.</summary>
    SkippedRows,

    /// <summary>The dates of a column are read in the order that some of them prove.</summary>
    DateOrder,

    /// <summary>The numbers of a column are read with the decimal mark that some of them prove.</summary>
    DecimalMark,

    /// <summary>The states of a column lie in the country that some records prove.</summary>
    Country,

    /// <summary>Columns were added for values that hold more than one field.</summary>
    Derived,
}

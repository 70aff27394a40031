namespace Etl.Formats.Csv;

/// <summary>Where the header is.</summary>
/// <param name="Row">The header's record; null when there is none.</param>
/// <param name="FirstRecordOffset">Index in the sample of the first byte behind header and preamble.</param>
/// <param name="ColumnCount">How many columns there are.</param>
sealed record HeaderFinding(CsvSampleRow? Row, int FirstRecordOffset, int ColumnCount)
{
    /// <summary>Rows below the header that are instructions of a template and no records.</summary>
    public int InstructionRowCount { get; init; }
}

using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>What was found out about a file's text: grammar, and where the header and the first record are.</summary>
sealed record CsvDialect
{
    /// <summary>The grammar.</summary>
    public required CsvSyntax Syntax { get; init; }

    /// <summary>Column names, unique.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The header as it is written; empty when there is none.</summary>
    public required IReadOnlyList<string> WrittenHeaders { get; init; }

    /// <summary>Those names that the header does not have like that.</summary>
    public required IReadOnlyList<string> RenamedHeaders { get; init; }

    /// <summary>Bytes of the text before the first record: byte order mark, <c>sep=</c> line, preamble, header.</summary>
    public required int FirstRecordOffset { get; init; }

    /// <summary>Rows below the header that are instructions of a template and no records.</summary>
    public int InstructionRowCount { get; init; }

    /// <summary>Byte order mark, <c>sep=</c> line and header: what a file of some of the records has to start with.</summary>
    public required byte[] Opening { get; init; }

    /// <summary>How lines end: the first line end seen, else LF.</summary>
    public required byte[] LineEnd { get; init; }

    /// <summary>One sentence per finding.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}

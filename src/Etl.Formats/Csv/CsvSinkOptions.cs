using Etl.Core.Files;
using Etl.Core.KnownFormats.Composing;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>How a delimited output is written.</summary>
public sealed record CsvSinkOptions
{
    /// <summary>Path of the file (packed when it ends in <c>.gz</c> or <c>.br</c>), or <c>-</c> with <see cref="Stream"/>.</summary>
    public required string Path { get; init; }

    /// <summary>Where the bytes go when it is no file: stdout. It is not closed.</summary>
    public Stream? Stream { get; init; }

    /// <summary>The named pipe at <see cref="Path"/>, when it is open already. It is closed with the output. Default: null.</summary>
    public Stream? Pipe { get; init; }

    /// <summary>True for standard output, pipes and devices: all records go into one, as there is no second one beside it.</summary>
    internal bool IsStream => Stream is not null || SpecialFile.IsWrittenInPlace(Path);

    /// <summary>The columns, in output order.</summary>
    public required IReadOnlyList<CsvOutputColumn> Columns { get; init; }

    /// <summary>How rows are written for another program; null to write <see cref="Columns"/> as they are. Default: null.</summary>
    public FormatOutput? Composition { get; init; }

    /// <summary>Delimiter and quote. Quotes are always doubled. Default: comma and <c>"</c>.</summary>
    public CsvSyntax Syntax { get; init; } = new();

    /// <summary>Line end. Default: LF.</summary>
    public ReadOnlyMemory<byte> LineEnd { get; init; } = "\n"u8.ToArray();

    /// <summary>True to start the file with a byte order mark, for Excel. Default: false.</summary>
    public bool WritesMark { get; init; }

    /// <summary>A line above the header, without its line end; null for none. Default: null.</summary>
    public string? Preamble { get; init; }

    /// <summary>True to write the header. Default: true.</summary>
    public bool WritesHeader { get; init; } = true;

    /// <summary>True to guard values that a spreadsheet would run as formulas. Default: false.</summary>
    public bool Guards { get; init; }

    /// <summary>True to write <c>FILE.etl.json</c> beside the file: its SHA-256, rows, columns, and whether it is guarded. Default: false.</summary>
    public bool WritesSidecar { get; init; }

    /// <summary>True to replace a file of that name. Default: false.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True to count the values of columns that feed no field, because the output has fields only. Default: false.</summary>
    public bool CountsUnmapped { get; init; }

    /// <summary>Told the path of each file when it is final, where an output may be several files. Default: nobody.</summary>
    public Action<string>? Written { get; init; }

    /// <summary>The job's inputs, none of which may be the output.</summary>
    public IReadOnlyList<string> InputPaths { get; init; } = [];
}

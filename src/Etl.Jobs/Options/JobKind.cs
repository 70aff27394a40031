namespace Etl.Jobs.Options;

/// <summary>What a job does; also which options apply to it.</summary>
[Flags]
public enum JobKind
{
    None = 0,

    /// <summary>File to file.</summary>
    Clean = 1,

    /// <summary>File to store.</summary>
    Import = 2,

    /// <summary>Store to file.</summary>
    Export = 4,

    /// <summary>Findings about one input; nothing is written.</summary>
    Inspect = 8,

    /// <summary>The rows as they would load; nothing is written.</summary>
    Preview = 16,
}

namespace Etl.Trials;

/// <summary>How much is cleaned, and with what.</summary>
sealed record ScaleCleanPlan
{
    /// <summary>Rows of the large input.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the small input that it is compared with.</summary>
    public required long BaseRows { get; init; }

    /// <summary>The program's <c>--memory</c>.</summary>
    public required string Memory { get; init; }

    /// <summary>Most resident bytes of the program.</summary>
    public required long PeakBytesMax { get; init; }

    /// <summary>True for a pipe from the generator instead of a file.</summary>
    public bool Pipe { get; init; }

    /// <summary>Where input, output and temporary files go; null for the system's folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Seed of the generator.</summary>
    public int Seed { get; init; }
}

namespace Etl.Datasets.Samples;

/// <summary>One small committed file, and what must happen to it.</summary>
/// <param name="Name">File name in <c>datasets/samples</c>.</param>
/// <param name="Dialect">Encoding, delimiter and line ends, where they differ from UTF-8, comma and LF.</param>
/// <param name="Records">How many records a reader must find; null where the file cannot be read as contacts.</param>
/// <param name="Shows">What is nasty about it.</param>
/// <param name="Expected">What <c>etl clean</c> must do with it.</param>
/// <param name="Content">The file's bytes, before compression.</param>
sealed record Sample(string Name, string Dialect, int? Records, string Shows, string Expected, byte[] Content)
{
    /// <summary>How the file is packed: not at all, or by the extension's method.</summary>
    public string Packing => Path.GetExtension(Name) is ".gz" or ".br" or ".zip" ? Path.GetExtension(Name) : "";

    /// <summary>Cut off in the middle, as an interrupted transfer leaves it.</summary>
    public bool IsTruncated { get; init; }
}

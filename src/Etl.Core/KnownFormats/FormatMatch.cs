namespace Etl.Core.KnownFormats;

/// <summary>A header that was recognised as that of a known format.</summary>
/// <param name="Format">The format.</param>
/// <param name="Found">Those of its distinctive headers that are there.</param>
public sealed record FormatMatch(ContactFormat Format, IReadOnlyList<string> Found)
{
    const int ShownMax = 4;

    /// <summary>True when the file has a part of the columns, and <see cref="Found"/> are headers that only the program has. Default: false.</summary>
    public bool IsPart { get; init; }

    /// <summary>Share of the distinctive headers that are there, 0 to 1.</summary>
    public double Score => (double)Found.Count / Format.Distinctive.Count;

    /// <summary>What was recognised and by what, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var shown = string.Join(", ", Found.Take(ShownMax).Select(header => $"\"{header}\""));
            var more = Found.Count > ShownMax ? " and others" : "";
            var proof =
                IsPart && Format.HasConsentFiles
                    ? FormattableString.Invariant(
                        $"a part of that of {Format.Title}, as whose file the file is called: {Found.Count} of its names"
                    )
                : IsPart
                    ? FormattableString.Invariant(
                        $"a part of that of {Format.Title}: {Found.Count} names that others do not have"
                    )
                : FormattableString.Invariant(
                    $"that of {Format.Title}: {Found.Count} of {Format.Distinctive.Count} distinctive names"
                );
            return $"The header is {proof} ({shown}{more}).";
        }
    }
}

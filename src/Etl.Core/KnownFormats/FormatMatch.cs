namespace Etl.Core.KnownFormats;

/// <summary>A header that was recognised as that of a known format.</summary>
/// <param name="Format">The format.</param>
/// <param name="Found">Those of its distinctive headers that are there.</param>
public sealed record FormatMatch(ContactFormat Format, IReadOnlyList<string> Found)
{
    const int ShownMax = 4;

    /// <summary>Share of the distinctive headers that are there, 0 to 1.</summary>
    public double Score => (double)Found.Count / Format.Distinctive.Count;

    /// <summary>What was recognised and by what, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var shown = string.Join(", ", Found.Take(ShownMax).Select(header => $"\"{header}\""));
            var more = Found.Count > ShownMax ? " and others" : "";
            return FormattableString.Invariant(
                $"The header is that of {Format.Title}: {Found.Count} of {Format.Distinctive.Count} distinctive names ({shown}{more})."
            );
        }
    }
}

namespace Etl.Tidy.Tests.Rules;

/// <summary>Text is UTF-8 without a byte order mark, its lines end with LF, and the last one ends too.</summary>
sealed class TextShapeRule : ITidyRule
{
    public string Name => "text-shape";

    public IEnumerable<Finding> Check(RepositoryFile file)
    {
        if (!file.IsText || file.Bytes.Length == 0)
        {
            yield break;
        }
        if (file.Bytes.AsSpan().StartsWith("\uFEFF"u8))
        {
            yield return new Finding(Name, file.Path, 1, "bom", "A byte order mark", "UTF-8 without one");
        }
        if (file.Text.IndexOf('\r') is >= 0 and var carriageReturn)
        {
            var line = file.LineAt(carriageReturn);
            yield return new Finding(Name, file.Path, line, "cr", "A carriage return", "LF alone");
        }
        if (file.Bytes[^1] != (byte)'\n')
        {
            var line = file.LineAt(file.Text.Length);
            yield return new Finding(Name, file.Path, line, "end", "A last line without its end", "a final newline");
        }
    }
}

namespace Etl.Core.Diagnostics;

/// <summary>Words of a command line that a person copies into a shell.</summary>
public static class ShellWord
{
    /// <summary>The text as one word: in single quotes where a shell would read something else into it.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(IsPlain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character)
        || character is '_' or '-' or '.' or '/' or ':' or '@' or '%' or '+' or ',' or '=';
}

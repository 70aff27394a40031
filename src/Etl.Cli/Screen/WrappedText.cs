namespace Etl.Cli.Screen;

/// <summary>Prints sentences broken at words, each line behind an indent.</summary>
static class WrappedText
{
    /// <summary>Prints a text in at most <paramref name="width"/> columns; <paramref name="first"/> stands in the first line's indent.</summary>
    public static void Write(string text, int indent, int width, TextWriter output, string? first = null)
    {
        var blank = new string(' ', indent);
        var line = first ?? blank;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > width && line.Trim().Length > 0)
            {
                output.WriteLine(line.TrimEnd());
                line = blank;
            }
            line += word + " ";
        }
        output.WriteLine(line.TrimEnd());
    }
}

using System.Globalization;
using Etl.Formats.Encodings.Detection;
using Etl.Jobs.Inspection;

namespace Etl.Cli.Screen;

/// <summary>Shows what became of values: a paragraph each on a terminal, in a pipe a line for each change with tabs between.</summary>
static class ExplanationPage
{
    const int Indent = 4;

    /// <summary>Prints values.</summary>
    public static void Write(IReadOnlyList<ValueExplanation> values, Terminal terminal)
    {
        foreach (var value in values.Where(value => value.Given is not null || value.Becomes is not null))
        {
            if (terminal.IsOutputTerminal)
            {
                WriteParagraph(value, terminal);
            }
            else
            {
                WriteLines(value, terminal.Output);
            }
        }
    }

    /// <summary>Prints what encoding a file is in.</summary>
    public static void Write(string file, EncodingGuess guess, Terminal terminal)
    {
        var output = terminal.Output;
        if (!terminal.IsOutputTerminal)
        {
            output.WriteLine($"{file}\t{guess.Name}\t{Share(guess.Confidence)}\t{string.Join(' ', guess.Evidence)}");
            return;
        }
        output.WriteLine($"{file}: {guess.Name}, {Share(guess.Confidence)} sure");
        foreach (var sentence in guess.Evidence)
        {
            WrappedText.Write(sentence, Indent, terminal.Width, output, "  - ");
        }
        foreach (var candidate in guess.Candidates)
        {
            output.WriteLine($"  --encoding {candidate.Name} ({Share(candidate.Confidence)})");
            foreach (var line in candidate.Lines)
            {
                output.WriteLine("    " + CellWidth.Fit(line, terminal.Width - Indent).TrimEnd());
            }
        }
    }

    static string Share(double confidence) =>
        Math.Floor(100 * confidence).ToString("0", CultureInfo.InvariantCulture) + " %";

    static void WriteParagraph(ValueExplanation value, Terminal terminal)
    {
        var output = terminal.Output;
        var facts = value.Facts.Count > 0 ? $"  ({string.Join("; ", value.Facts)})" : "";
        var given = value.Given is null ? "" : $"{value.Given} → ";
        output.WriteLine($"{value.Field}: {given}{value.Becomes ?? "(dropped)"}{facts}");
        foreach (var change in value.Changes)
        {
            WrappedText.Write(
                $"{change.Code} ({change.Kind}): {change.Sentence}",
                Indent,
                terminal.Width,
                output,
                "  - "
            );
        }
        if (value is { Changes.Count: 0, Given: not null })
        {
            output.WriteLine("  - kept as it is, nothing to remark on");
        }
    }

    // field, given, becomes, facts; then field, before, after, code, kind.
    static void WriteLines(ValueExplanation value, TextWriter output)
    {
        output.WriteLine(
            $"{value.Field}\t{Line(value.Given)}\t{Line(value.Becomes)}\t{string.Join("; ", value.Facts)}"
        );
        foreach (var change in value.Changes)
        {
            output.WriteLine(
                $"{value.Field}\t{Line(change.Before)}\t{Line(change.After)}\t{change.Code}\t{change.Kind}\t{change.Sentence}"
            );
        }
    }

    static string Line(string? value) =>
        (value ?? "").ReplaceLineEndings("⏎").Replace("\t", " ", StringComparison.Ordinal);
}

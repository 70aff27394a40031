using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Formats.Csv;

/// <summary>Reads <c>--delimiter</c> and <c>--quote</c> as users write them.</summary>
public static class CsvSyntaxOptions
{
    static readonly (string Name, string Text)[] names =
    [
        ("tab", "\t"),
        ("\\t", "\t"),
        ("comma", ","),
        ("semicolon", ";"),
        ("pipe", "|"),
        ("caret", "^"),
        ("colon", ":"),
        ("space", " "),
    ];

    /// <summary>The delimiter's UTF-8 bytes. Throws a <see cref="JobException"/> for one that cannot be.</summary>
    public static byte[] Delimiter(string option)
    {
        var named = Array.Find(names, entry => string.Equals(entry.Name, option, StringComparison.OrdinalIgnoreCase));
        var text = named.Text ?? option;
        if (text.Length == 0 || text.AsSpan().IndexOfAny("\r\n\"\0") >= 0)
        {
            throw new JobException(
                $"--delimiter \"{option}\" cannot separate fields: it must hold at least one character and neither line breaks nor quotes; for example --delimiter ';' or --delimiter tab."
            );
        }
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The quote byte, 0 for none. Throws a <see cref="JobException"/> for one that cannot be.</summary>
    public static byte Quote(string option) =>
        option switch
        {
            "" or "none" => 0,
            "double" => (byte)'"',
            "single" => (byte)'\'',
            [var quote] when quote is > ' ' and < '\u007F' and not '\\' && !char.IsAsciiLetterOrDigit(quote) =>
                (byte)quote,
            _ => throw new JobException(
                $"--quote \"{option}\" cannot be a quote: it must be one ASCII punctuation character, \"double\", \"single\" or \"none\"; for example --quote none."
            ),
        };

    /// <summary>A delimiter as a word for messages.</summary>
    public static string Describe(ReadOnlySpan<byte> delimiter)
    {
        var text = Encoding.UTF8.GetString(delimiter);
        var named = Array.Find(names, entry => string.Equals(entry.Text, text, StringComparison.Ordinal));
        return named.Name is "tab" or "space" ? named.Name : $"\"{text}\"";
    }
}

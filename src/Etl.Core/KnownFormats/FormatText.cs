using System.Diagnostics;
using System.Globalization;

namespace Etl.Core.KnownFormats;

/// <summary>Reads <c>formats.txt</c>; its grammar stands at its head.</summary>
sealed class FormatText
{
    const string Format = "format ";
    const string Translation = "translation ";

    readonly List<ContactFormat> formats = [];
    readonly List<FormatColumn> columns = [];
    readonly Dictionary<string, string> translations = new(StringComparer.Ordinal);
    ContactFormat? current;
    ContactFormat? translated;

    /// <summary>All formats in the file's order.</summary>
    public static IReadOnlyList<ContactFormat> Read(TextReader lines)
    {
        var text = new FormatText();
        while (lines.ReadLine() is { } line)
        {
            text.Add(line);
        }
        text.End();
        return text.formats;
    }

    void Add(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }
        if (line.StartsWith(Format, StringComparison.Ordinal))
        {
            Begin(line[Format.Length..], null);
        }
        else if (line.StartsWith(Translation, StringComparison.Ordinal))
        {
            var (names, title) = Split(line[Translation.Length..], ": ");
            var (name, original) = Split(names, " of ");
            Begin($"{name}: {title}", formats.Find(format => format.Name == original));
        }
        else if (line.Contains(" = ", StringComparison.Ordinal))
        {
            AddColumn(line);
        }
        else
        {
            AddProperty(line);
        }
    }

    void Begin(string heading, ContactFormat? original)
    {
        End();
        var (name, title) = Split(heading, ": ");
        translated = original;
        current = (original ?? new ContactFormat(name, title) { Columns = [], Distinctive = [] }) with
        {
            Name = name,
            Title = title,
        };
    }

    void End()
    {
        if (current is not null)
        {
            formats.Add(
                current with
                {
                    Columns = [.. columns],
                    Distinctive = translated is null ? current.Distinctive : Translated(translated.Distinctive),
                    Own = translated is null ? current.Own : Translated(translated.Own),
                    IsTranslation = translated is not null,
                }
            );
        }
        columns.Clear();
        translations.Clear();
    }

    IReadOnlyList<string> Translated(IReadOnlyList<string> names) =>
        [.. names.Select(name => translations.GetValueOrDefault(name)).OfType<string>()];

    void AddColumn(string line)
    {
        var (left, right) = Split(line, " = ");
        if (translated is null)
        {
            columns.Add(Column(left.Split(" | "), FormatRule.Parse(right)));
            return;
        }
        var rule = translated.Columns.First(column => column.Header == left).Rule;
        var names = right.Split(" | ");
        translations[left] = names[0];
        columns.Add(Column(names, rule));
    }

    static FormatColumn Column(string[] names, FormatRule rule)
    {
        var header = names[0];
        var open = header.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return new FormatColumn(header, names[1..], rule, 0);
        }
        var close = header.IndexOf('}', StringComparison.Ordinal);
        var count = int.Parse(header.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture);
        return new FormatColumn(header[..open] + FormatColumn.Number + header[(close + 1)..], names[1..], rule, count);
    }

    void AddProperty(string line)
    {
        var (key, value) = Split(line, ": ");
        current = key switch
        {
            "distinctive" => current! with { Distinctive = value.Split(" | ") },
            "own" => current! with { Own = value.Split(" | ") },
            "own-min" => current! with { OwnMin = int.Parse(value, CultureInfo.InvariantCulture) },
            "must" => current! with { Must = value },
            "rows" => current! with { RowsMax = long.Parse(value, CultureInfo.InvariantCulture) },
            "columns" => current! with { ColumnsMax = int.Parse(value, CultureInfo.InvariantCulture) },
            "match" => current! with { Match = value.Split(" | ") },
            "preamble" => current! with { Preamble = value },
            "delimiter" => current! with { Delimiter = value },
            "line-end" => current! with { LineEnd = "\r\n" },
            "list" => current! with { ListSeparator = value },
            "consent-files" => current! with { HasConsentFiles = true },
            "partial" => current! with { IsPartial = true },
            "trailing-column" => current! with { HasTrailingColumn = true },
            _ => throw new UnreachableException($"formats.txt: {line}"),
        };
    }

    static (string Left, string Right) Split(string text, string divider)
    {
        var at = text.IndexOf(divider, StringComparison.Ordinal);
        return at < 0
            ? throw new UnreachableException($"formats.txt: \"{text}\" has no \"{divider}\".")
            : (text[..at], text[(at + divider.Length)..]);
    }
}

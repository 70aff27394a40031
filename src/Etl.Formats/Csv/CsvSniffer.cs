using System.Globalization;
using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Formats.Csv;

/// <summary>Finds out all that must be known before the first record of a delimited text is read.</summary>
static class CsvSniffer
{
    /// <summary>Longest <c>sep=</c> line looked at.</summary>
    const int SeparatorLineBytesMax = 32;

    /// <summary>Looks at an input's first bytes as UTF-8.</summary>
    public static CsvDialect Find(CsvSample sample, CsvOptions options, string path)
    {
        var evidence = new List<string>();
        var (delimiter, start) = SeparatorLine(sample, options, evidence);
        var skipped = SkipLines(sample, start, options.PreambleLineCount ?? 0);
        var syntax = DialectSniffer.Find(sample, skipped, delimiter, options, evidence);
        var rows = sample.Read(skipped, syntax);
        var finding = HeaderSniffer.Find(rows, skipped, options, evidence);
        CheckWidth(finding, sample, options.Limits, path);
        if (finding.FirstRecordOffset >= sample.Text.Length && finding.Row is not null)
        {
            evidence.Add("There is a header and no record below it.");
        }
        var lineEnd = LineEnd(sample.Text);
        var headers = HeaderSniffer.Names(finding.Row, finding.ColumnCount);
        return new CsvDialect
        {
            Syntax = syntax with { ColumnCount = headers.Count, RecordBytesMax = options.Limits.RecordBytesMax },
            Headers = headers,
            WrittenHeaders = finding.Row is { } row ? [.. row.Values.Take(headers.Count)] : [],
            RenamedHeaders = HeaderSniffer.Renamed(finding.Row, headers),
            FirstRecordOffset = finding.FirstRecordOffset,
            InstructionRowCount = finding.InstructionRowCount,
            Opening = Opening(sample, start, finding, lineEnd),
            LineEnd = lineEnd,
            Evidence = evidence,
        };
    }

    /// <summary>Excel's own first line <c>sep=;</c> wins over everything that could be found out.</summary>
    static (byte[]? Delimiter, int Start) SeparatorLine(CsvSample sample, CsvOptions options, List<string> evidence)
    {
        var text = sample.Text[sample.MarkBytes..];
        var line = text[..Math.Min(text.Length, SeparatorLineBytesMax)];
        var end = line.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            return (null, sample.MarkBytes);
        }
        var content = Encoding.UTF8.GetString(line[..end]).Trim('"');
        if (!content.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || content.Length == 4)
        {
            return (null, sample.MarkBytes);
        }
        var start = sample.MarkBytes + end + (line[end..].StartsWith("\r\n"u8) ? 2 : 1);
        if (options.Delimiter is not null)
        {
            return (null, start);
        }
        var delimiter = CsvSyntaxOptions.Delimiter(content[4..]);
        evidence.Add($"The delimiter is {CsvSyntaxOptions.Describe(delimiter)}: the first line says so (sep=).");
        return (delimiter, start);
    }

    static int SkipLines(CsvSample sample, int start, int count)
    {
        for (; count > 0 && start < sample.Text.Length; count--)
        {
            var rest = sample.Text[start..];
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            start = end < 0 ? sample.Text.Length : start + end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1);
        }
        return start;
    }

    static void CheckWidth(HeaderFinding finding, CsvSample sample, CsvLimits limits, string path)
    {
        if (finding.ColumnCount > limits.ColumnsMax)
        {
            throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The input \"{path}\" has {finding.ColumnCount:N0} columns, more than the limit of {limits.ColumnsMax:N0}; check the delimiter and name it with --delimiter."
                )
            );
        }
        if (finding.ColumnCount == 0 && sample.Text.Length >= limits.HeaderBytesMax)
        {
            throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The first line of the input \"{path}\" is longer than the limit of {limits.HeaderBytesMax:N0} bytes; check that this is delimited text."
                )
            );
        }
    }

    static byte[] LineEnd(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 || text[end] == '\n' ? "\n"u8.ToArray()
            : text[end..].StartsWith("\r\n"u8) ? "\r\n"u8.ToArray()
            : "\r"u8.ToArray();
    }

    static byte[] Opening(CsvSample sample, int start, HeaderFinding finding, byte[] lineEnd)
    {
        var mark = sample.Text[..start];
        if (finding.Row is not { } header)
        {
            return mark.ToArray();
        }
        var line = sample.Text.Slice(header.Offset, header.Length);
        ReadOnlySpan<byte> ending = line[^1] is (byte)'\r' or (byte)'\n' ? [] : lineEnd;
        return [.. mark, .. line, .. ending];
    }
}

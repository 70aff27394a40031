namespace Etl.Datasets.Tests.Generation;

/// <summary>
/// The plainest reader of delimited text that follows the product's rules, over a whole file in memory. It shares no line
/// with the engine nor with the generator.
/// </summary>
static class NaiveCsv
{
    const int LineBreaksMax = 200;
    const int QuotedBytesMax = 64 << 10;

    /// <summary>One record: its fields' bytes, and whether a stray quote opened one of them.</summary>
    public sealed record Row(List<byte[]> Fields, bool HasStrayQuote, bool IsBlank);

    public static IEnumerable<Row> Read(byte[] text, byte delimiter)
    {
        var position = 0;
        while (position < text.Length)
        {
            yield return ReadRow(text, ref position, delimiter);
        }
    }

    static Row ReadRow(byte[] text, ref int position, byte delimiter)
    {
        var fields = new List<byte[]>();
        var hasStray = false;
        while (true)
        {
            var field = text.ElementAtOrDefault(position) == '"' ? ReadQuoted(text, ref position, delimiter) : null;
            if (field == null)
            {
                hasStray |= position < text.Length && text[position] == '"';
                var end = position;
                while (end < text.Length && text[end] != delimiter && !IsBreak(text[end]))
                {
                    end++;
                }
                field = text[position..end];
                position = end;
            }
            fields.Add(field);
            if (position >= text.Length || text[position] != delimiter)
            {
                break;
            }
            position++;
        }
        SkipBreak(text, ref position);
        return new Row(fields, hasStray, fields.TrueForAll(field => field.Length == 0));
    }

    /// <summary>The value of a quoted field, or null and the position unchanged when its quote is stray.</summary>
    static byte[]? ReadQuoted(byte[] text, ref int position, byte delimiter)
    {
        var value = new List<byte>();
        var at = position + 1;
        for (; ; at++)
        {
            if (at >= text.Length)
            {
                return null;
            }
            if (text[at] != '"')
            {
                value.Add(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Add(text[at++]);
            }
            else
            {
                break;
            }
        }
        at++;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' && text[at] != delimiter)
        {
            value.Add(text[at++]);
        }
        var isClosed = at >= text.Length || text[at] == delimiter || IsBreak(text[at]);
        if (!isClosed || value.Count > QuotedBytesMax || value.Count(unit => unit == '\n') > LineBreaksMax)
        {
            return null;
        }
        position = at;
        return [.. value];
    }

    static void SkipBreak(byte[] text, ref int position)
    {
        if (position < text.Length)
        {
            var isPair = text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n';
            position += isPair ? 2 : 1;
        }
    }

    static bool IsBreak(byte unit) => unit is (byte)'\r' or (byte)'\n';
}

using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>The quotation marks beyond ASCII that people and programs put around an address: <c>«ann@example.com»</c>, <c>“ann@example.com”</c>.</summary>
static class EmailQuotes
{
    const string Marks = "«»‘’‚‛“”„‟‹›´「」『』《》〈〉【】";

    /// <summary>The value without such marks at its ends; <paramref name="offset"/> is where it starts.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value, out int offset)
    {
        var start = 0;
        while (
            Rune.DecodeFromUtf8(value[start..], out var first, out var length) == OperationStatus.Done && IsMark(first)
        )
        {
            start += length;
        }
        var end = value.Length;
        while (
            Rune.DecodeLastFromUtf8(value[start..end], out var last, out var length) == OperationStatus.Done
            && IsMark(last)
        )
        {
            end -= length;
        }
        offset = start;
        return value[start..end];
    }

    static bool IsMark(Rune rune) =>
        !rune.IsAscii && rune.IsBmp && Marks.Contains((char)rune.Value, StringComparison.Ordinal);
}

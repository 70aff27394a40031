using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Texts;

/// <summary>Brings text to Unicode normalization form C, in buffers that each thread keeps.</summary>
static class TextComposer
{
    [ThreadStatic]
    static char[]? decoded;

    [ThreadStatic]
    static char[]? composed;

    /// <summary>Composes the value, which is well-formed UTF-8; false when it was composed already.</summary>
    public static bool Compose(CellEdit cell)
    {
        var value = cell.Value;
        var source = Room(ref decoded, value.Length);
        var text = source.AsSpan(0, Encoding.UTF8.GetChars(value, source));
        if (((ReadOnlySpan<char>)text).IsNormalized(NormalizationForm.FormC))
        {
            return false;
        }
        var length = ((ReadOnlySpan<char>)text).GetNormalizedLength(NormalizationForm.FormC);
        var target = Room(ref composed, length);
        if (!((ReadOnlySpan<char>)text).TryNormalize(target, out var written, NormalizationForm.FormC))
        {
            return false;
        }
        var output = cell.RentOutput(Encoding.UTF8.GetMaxByteCount(written));
        cell.Note(Codes.TextComposed);
        cell.KeepOutput(Encoding.UTF8.GetBytes(target.AsSpan(0, written), output));
        return true;
    }

    static char[] Room(ref char[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = new char[Math.Max(256, 2 * length)];
        }
        return buffer;
    }
}

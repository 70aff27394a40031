using System.Buffers;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones;

namespace Etl.Core.Normalization.Texts;

/// <summary>Writes decimal digits of other scripts (٢٠٢٤, ۱۴۰۲, ๒๕๖๗) and the marks between Arabic ones as those of ASCII.</summary>
static class DigitFold
{
    /// <summary>True when the text may hold such digits: it has bytes beyond ASCII.</summary>
    public static bool MayApply(ReadOnlySpan<byte> value) => !Ascii.IsValid(value);

    /// <summary>Writes the text with digits of ASCII and returns its length; it is never longer.</summary>
    /// <param name="value">The text.</param>
    /// <param name="output">Room for as many bytes.</param>
    /// <param name="isChanged">True when a digit or mark was another one.</param>
    public static int Write(ReadOnlySpan<byte> value, Span<byte> output, out bool isChanged)
    {
        var count = 0;
        isChanged = false;
        while (!value.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf8(value, out var rune, out var length) == OperationStatus.Done;
            var folded = isRune && length > 1 ? Fold(rune) : -1;
            if (folded >= 0)
            {
                output[count++] = (byte)folded;
                isChanged = true;
            }
            else
            {
                value[..length].CopyTo(output[count..]);
                count += length;
            }
            value = value[length..];
        }
        return count;
    }

    /// <summary>Folds the value and notes the code when that changed something.</summary>
    public static void Narrow(CellEdit cell, Code code)
    {
        if (!MayApply(cell.Value))
        {
            return;
        }
        var output = cell.RentOutput(cell.Value.Length);
        var count = Write(cell.Value, output, out var isChanged);
        if (isChanged)
        {
            cell.Note(code);
            cell.KeepOutput(count);
        }
    }

    // U+060D is the Arabic date separator, U+066B and U+066C divide numbers.
    static int Fold(Rune rune) =>
        rune.Value switch
        {
            0x060C => ',',
            0x060D => '/',
            0x066B => '.',
            0x066C => ',',
            _ => PhoneWords.DigitOf(rune) is var digit and >= 0 ? '0' + digit : -1,
        };
}

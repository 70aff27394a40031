using System.Buffers;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Writes the signs of windows-1252 for the control characters U+0080 to U+009F that they were read as. U+0085 alone is a line break; beside others
/// it is the sign, too.
/// </summary>
static class ControlSigns
{
    const byte ControlLead = 0xC2; // of U+0080 to U+00BF in UTF-8
    const int NextLine = 0x85;
    const int SignBytesMax = 3;

    /// <summary>False when the characters are rather halves of misread UTF-8 (<c>â€™</c>), so that the value is to stay as it is.</summary>
    public static bool TryRestore(CellEdit cell)
    {
        if (!HasSign(cell.Value))
        {
            return true;
        }
        if (HasMisreadSequence(cell.Value))
        {
            cell.Note(Codes.TextMojibake);
            return false;
        }
        // A sign takes up to three bytes, the control character that stands for it two.
        var output = cell.RentOutput(cell.Value.Length + (cell.Value.Length / 2));
        cell.Note(Codes.TextSignRestored);
        cell.KeepOutput(Write(cell.Value, output));
        return true;
    }

    static bool HasSign(ReadOnlySpan<byte> value)
    {
        while (value.IndexOf(ControlLead) is var at and >= 0 && at + 1 < value.Length)
        {
            if (value[at + 1] != NextLine && WindowsSigns.TryOfControl(value[at + 1], out _))
            {
                return true;
            }
            value = value[(at + 1)..];
        }
        return false;
    }

    /// <summary>True for a lead byte of UTF-8 as a character, and as many behind it as its sequence needs: Â or Ã and one, à to ï and two.</summary>
    static bool HasMisreadSequence(ReadOnlySpan<byte> value)
    {
        var needed = 0;
        while (Rune.DecodeFromUtf8(value, out var rune, out var length) == OperationStatus.Done)
        {
            value = value[length..];
            if (needed > 0 && rune.Value is >= 0x80 and <= 0xBF)
            {
                if (--needed == 0)
                {
                    return true;
                }
                continue;
            }
            needed = rune.Value switch
            {
                0xC2 or 0xC3 => 1,
                >= 0xE0 and <= 0xEF => 2,
                _ => 0,
            };
        }
        return false;
    }

    static int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        Span<byte> room = stackalloc byte[SignBytesMax];
        var count = 0;
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var rune, out var length);
            var isSign = WindowsSigns.TryOfControl(rune.Value, out var sign);
            var character = isSign ? room[..sign.EncodeToUtf8(room)] : value[..length];
            character.CopyTo(output[count..]);
            count += character.Length;
            value = value[length..];
        }
        return count;
    }
}

using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Texts;

/// <summary>Writes characters of full width (２０２４／３／５, ａ＠ｂ．ｃｏｍ), which East Asian keyboards give, as those of ASCII.</summary>
static class WidthFold
{
    /// <summary>First byte of every character of full width in UTF-8.</summary>
    public const byte Lead = 0xEF;

    /// <summary>Bytes of a character of full width.</summary>
    public const int Length = 3;

    /// <summary>Narrows the value and notes the code when that changed something.</summary>
    public static void Narrow(CellEdit cell, Code code)
    {
        if (!cell.Value.Contains(Lead))
        {
            return;
        }
        var value = cell.Value;
        var output = cell.RentOutput(value.Length);
        var count = 0;
        for (var index = 0; index < value.Length; index++)
        {
            var narrow = At(value[index..]);
            output[count++] = narrow < 0 ? value[index] : (byte)narrow;
            index += narrow < 0 ? 0 : Length - 1;
        }
        if (count < value.Length)
        {
            cell.Note(code);
            cell.KeepOutput(count);
        }
    }

    /// <summary>The character of ASCII for one of full width that the text starts with; −1 when it starts with another.</summary>
    /// <remarks>U+FF01 to U+FF5E stand for U+0021 to U+007E: EF BC 81 to EF BD 9E in UTF-8.</remarks>
    public static int At(ReadOnlySpan<byte> text) =>
        text switch
        {
            [Lead, 0xBC, var low and >= 0x81 and <= 0xBF, ..] => low - 0x81 + '!',
            [Lead, 0xBD, var low and >= 0x80 and <= 0x9E, ..] => low - 0x80 + 0x60,
            _ => -1,
        };
}

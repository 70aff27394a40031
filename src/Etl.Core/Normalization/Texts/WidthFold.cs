namespace Etl.Core.Normalization.Dates;

/// <summary>Writes characters of full width (２０２４／３／５), which East Asian keyboards give, as those of ASCII.</summary>
static class WidthFold
{
    /// <summary>Narrows the value; the caller's own code says that it changed.</summary>
    public static void Narrow(CellEdit cell)
    {
        const byte leadOfFullWidth = 0xEF;
        if (!cell.Value.Contains(leadOfFullWidth))
        {
            return;
        }
        var value = cell.Value;
        var output = cell.RentOutput(value.Length);
        var count = 0;
        for (var index = 0; index < value.Length; index++)
        {
            var narrow = index + 2 < value.Length ? Narrow(value.Slice(index, 3)) : -1;
            output[count++] = narrow < 0 ? value[index] : (byte)narrow;
            index += narrow < 0 ? 0 : 2;
        }
        if (count < value.Length)
        {
            cell.Note(Diagnostics.Codes.DateFormatted);
            cell.KeepOutput(count);
        }
    }

    // U+FF01 to U+FF5E stand for U+0021 to U+007E: EF BC 81 to EF BD 9E in UTF-8.
    static int Narrow(ReadOnlySpan<byte> three) =>
        three switch
        {
            [0xEF, 0xBC, var low and >= 0x81 and <= 0xBF] => low - 0x81 + '!',
            [0xEF, 0xBD, var low and >= 0x80 and <= 0x9E] => low - 0x80 + 0x60,
            _ => -1,
        };
}

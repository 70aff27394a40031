using System.Buffers;
using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Countries;

/// <summary>
/// Names of one to three letters that are a country's by their accents alone: <c>Çad</c> is Chad, and <c>CAD</c> is Canada's money; <c>Áo</c> is Austria, and
/// <c>AO</c> is Angola's code.
/// </summary>
static class AccentedCountries
{
    /// <summary>The longest of the names: three letters of three bytes at most.</summary>
    const int LengthMax = 9;

    // Turkish, Portuguese, Czech and its neighbours, Vietnamese, French; in the order of their bytes. Names out of Unicode CLDR (Unicode License V3).
    static readonly NameTable names = new([
        .. """
        bỉ BE
        irã IR
        lào LA
        mỹ US
        omã OM
        séc CZ
        síp CY
        áo AT
        çad TD
        çin CN
        éu US
        úc AU
        ý IT
        čad TD
        đức DE

        """u8,
    ]);

    /// <summary>The alpha-2 code that a composed name (NFC) means; empty when it is none of these.</summary>
    public static ReadOnlySpan<byte> Find(scoped ReadOnlySpan<byte> value)
    {
        Span<byte> small = stackalloc byte[LengthMax];
        var count = 0;
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(value, out var rune, out var length) != OperationStatus.Done)
            {
                return [];
            }
            value = value[length..];
            // É.-U.
            if (rune.Value is '.' or '-' or ' ')
            {
                continue;
            }
            if (count + length > LengthMax)
            {
                return [];
            }
            count += Small(rune).EncodeToUtf8(small[count..]);
        }
        return names.Find(small[..count]);
    }

    // The capital of the Turkish i has no small letter without a language.
    static Rune Small(Rune rune) => rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune);
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Etl.Core.Normalization.Countries;
using Etl.Text;

namespace Etl.Core.Normalization.Places;

/// <summary>Pairs of capitals by their place, AA to ZZ, and which of them are countries: asked without a branch.</summary>
static class CountryLetters
{
    /// <summary>Pairs of letters.</summary>
    public const int Count = 26 * 26;

    /// <summary>The place of what is no country: behind all others.</summary>
    public const int Unknown = Count;

    /// <summary>Pairs of bytes.</summary>
    const int PairBits = 16;

    // By two bytes, little-endian: one look-up, for 128 KiB.
    static readonly ushort[] places = MakePlaces(_ => true);

    // The same for countries alone, those first whose code no state shares, then all.
    static readonly ushort[] countries = MakePlaces(
        code => CountryTable.IsAlpha2(code) && !CountryOrState.IsSharedCode(code),
        code => CountryTable.IsAlpha2(code)
    );

    /// <summary>The place of a country's alpha-2 code; <see cref="Unknown"/> for anything else.</summary>
    /// <param name="bytes">Two bytes or more, the first two of which count.</param>
    /// <param name="takesShared">True when codes are taken that are also a state's, see <see cref="CountryOrState"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(ReadOnlySpan<byte> bytes, bool takesShared) =>
        countries[BinaryPrimitives.ReadUInt16LittleEndian(bytes) | (Flag.Of(takesShared) << PairBits)];

    /// <summary>The place of any two capitals; <see cref="Unknown"/> for anything else.</summary>
    /// <param name="bytes">Two bytes or more, the first two of which count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOfPair(ReadOnlySpan<byte> bytes) => places[BinaryPrimitives.ReadUInt16LittleEndian(bytes)];

    static ushort[] MakePlaces(params ReadOnlySpan<Func<byte[], bool>> kinds)
    {
        // Pinned, for the collector's sake: three more large arrays of the other kind, and it looks at all that is alive.
        var made = GC.AllocateUninitializedArray<ushort>(kinds.Length << PairBits, pinned: true);
        Array.Fill(made, (ushort)Unknown);
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            for (var place = 0; place < Count; place++)
            {
                byte[] code = [(byte)('A' + place / 26), (byte)('A' + place % 26)];
                if (kinds[kind](code))
                {
                    made[BinaryPrimitives.ReadUInt16LittleEndian(code) | (kind << PairBits)] = (ushort)place;
                }
            }
        }
        return made;
    }
}

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

    const byte IsCountry = 1;
    const byte IsSharedWithState = 2;

    /// <summary>Added to a kind where codes are taken that are also a state's.</summary>
    const int TakesShared = 4;

    const int TakenKinds =
        (1 << IsCountry) | (1 << (IsCountry + TakesShared)) | (1 << ((IsCountry | IsSharedWithState) + TakesShared));

    // By two bytes, little-endian: one look-up, for 128 KiB.
    static readonly ushort[] places = MakePlaces();

    // One more for what is no pair of capitals.
    static readonly byte[] kinds = Make();

    /// <summary>The place of a country's alpha-2 code; <see cref="Unknown"/> for anything else.</summary>
    /// <param name="bytes">Two bytes or more, the first two of which count.</param>
    /// <param name="takesShared">True when codes are taken that are also a state's, see <see cref="CountryOrState"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(ReadOnlySpan<byte> bytes, bool takesShared)
    {
        var place = PlaceOfPair(bytes);
        // 1 for a code that is taken, and a sum for the answer: which codes are shared, or known at all, is chance.
        var taken = (TakenKinds >> (kinds[place] + TakesShared * Flag.Of(takesShared))) & 1;
        return Unknown + taken * (place - Unknown);
    }

    /// <summary>The place of any two capitals; <see cref="Unknown"/> for anything else.</summary>
    /// <param name="bytes">Two bytes or more, the first two of which count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOfPair(ReadOnlySpan<byte> bytes) => places[BinaryPrimitives.ReadUInt16LittleEndian(bytes)];

    static ushort[] MakePlaces()
    {
        var made = new ushort[ushort.MaxValue + 1];
        Array.Fill(made, (ushort)Unknown);
        for (var place = 0; place < Count; place++)
        {
            made[('A' + place / 26) | (('A' + place % 26) << 8)] = (ushort)place;
        }
        return made;
    }

    static byte[] Make()
    {
        var made = new byte[Count + 1];
        Span<byte> code = stackalloc byte[2];
        for (var place = 0; place < Count; place++)
        {
            code[0] = (byte)('A' + place / 26);
            code[1] = (byte)('A' + place % 26);
            made[place] |= CountryTable.IsAlpha2(code) ? IsCountry : (byte)0;
            made[place] |= CountryOrState.IsSharedCode(code) ? IsSharedWithState : (byte)0;
        }
        return made;
    }
}

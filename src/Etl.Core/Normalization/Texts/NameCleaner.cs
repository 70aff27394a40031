using System.Runtime.CompilerServices;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Names;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>A part of a person's name: text, without quotes around the whole of it, and in the case that names are written in.</summary>
/// <param name="Field">Which part.</param>
readonly record struct NameCleaner(NameField Field) : ICellCleaner
{
    static readonly byte[][] quotePairs =
    [
        [.. "\""u8],
        [.. "\""u8],
        [.. "'"u8],
        [.. "'"u8],
        [.. "“"u8],
        [.. "”"u8],
        [.. "„"u8],
        [.. "“"u8],
        [.. "‘"u8],
        [.. "’"u8],
        [.. "«"u8],
        [.. "»"u8],
    ];

    /// <summary>Column of the full name, cleaned before its parts; −1 when there is none. Default: −1.</summary>
    public int FullColumn { get; init; } = -1;

    /// <summary>Tells how the language of a record's names changes the case of letters. Default: by the name alone.</summary>
    public NameAlphabet Alphabet { get; init; } = NameAlphabet.OfNameAlone;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        CleanText.LooksLikeCleanName(buffer, cell);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsClean(ReadOnlySpan<byte> value) => CleanText.IsCommon(value, isName: true) || IsCleanName(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!TextRules.TryTrimUsual(cell, this))
        {
            CleanStepwise(cell);
        }
    }

    bool IsCleanName(ReadOnlySpan<byte> value) =>
        value[0] != '"'
        && CleanText.IsCleanLine(value)
        && (!MayBeQuote(value[0]) || PairAround(value) < 0)
        && !NameRepair.MayBeNeeded(value, Field);

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        while (PairAround(cell.Value) is var pair and >= 0)
        {
            cell.Note(Codes.NameQuotesRemoved);
            var opening = quotePairs[pair].Length;
            cell.Slice(opening, cell.Value.Length - opening - quotePairs[pair + 1].Length);
            TextRules.CleanLine(cell);
        }
        RepairCase(cell);
    }

    void RepairCase(CellEdit cell)
    {
        var value = cell.Value;
        if (value.IsEmpty || !NameRepair.MayBeNeeded(value, Field) || IsOfMixedName(cell))
        {
            return;
        }
        if (Alphabet.IsTurkish(cell.Batch, cell.Row, value) is not { } isTurkish)
        {
            return; // a Turkish I becomes ı, any other i
        }
        var output = cell.RentOutput(2 * value.Length);
        var length = NameRepair.Write(value, Field, output, isTurkish);
        if (!output[..length].SequenceEqual(value))
        {
            cell.Note(Codes.NameCaseRepaired);
            cell.KeepOutput(length);
        }
    }

    // AJ Lee and JFK Kennedy: capitals beside small letters are meant. A family name in capitals (LEE Ann) is a custom of lists.
    bool IsOfMixedName(CellEdit cell)
    {
        if (FullColumn < 0 || Field == NameField.Last)
        {
            return false;
        }
        var full = cell.Batch.Value(cell.Row, FullColumn);
        return full.IndexOf(cell.Value) >= 0 && NameRepair.HasWordOfBothCases(full);
    }

    // The first byte of “, „, ‘ and of «; the ASCII quotes are looked at elsewhere.
    static bool MayBeQuote(byte first) => first is 0xE2 or 0xC2;

    // Only when no such quote stands inside: "Bob" Smith "Junior" is not a quoted name.
    static int PairAround(ReadOnlySpan<byte> value)
    {
        for (var pair = 0; pair < quotePairs.Length; pair += 2)
        {
            ReadOnlySpan<byte> opening = quotePairs[pair];
            ReadOnlySpan<byte> closing = quotePairs[pair + 1];
            if (
                value.Length >= opening.Length + closing.Length
                && value.StartsWith(opening)
                && value.EndsWith(closing)
                && value[opening.Length..^closing.Length].IndexOf(opening) < 0
            )
            {
                return pair;
            }
        }
        return -1;
    }
}

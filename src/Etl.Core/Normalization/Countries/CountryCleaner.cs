using System.Buffers.Binary;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Countries;

/// <summary>A country: ISO 3166 alpha-2 where its code or name is known, otherwise the text as it is, flagged.</summary>
/// <param name="states">Tells when the field holds a state.</param>
readonly struct CountryCleaner(CountryOrState states) : ICellCleaner
{
    // The two letters, little-endian, that each spelling seen so far stands for.
    readonly ShortTextCache spellings = new();

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CountryTable.IsAlpha2(value) && !states.MayBeStateCode(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (MayBeState(cell.Value) && states.IsState(cell.Batch, cell.Row))
        {
            TextRules.CleanLine(cell);
            cell.Note(Codes.CountryIsState);
            return;
        }
        if (CountryTable.IsAlpha2(cell.Value))
        {
            return;
        }
        if (spellings.TryGet(cell.Value, out var letters))
        {
            Write(cell, letters);
            return;
        }
        var code = CountryTable.Find(cell.Value);
        if (code.IsEmpty || cell.Value.SequenceEqual(code))
        {
            CleanStepwise(cell);
            return;
        }
        letters = BinaryPrimitives.ReadUInt16LittleEndian(code);
        spellings.Add(cell.Value, letters);
        Write(cell, letters);
    }

    bool MayBeState(ReadOnlySpan<byte> value)
    {
        const int codeLength = 2;
        var text = value.Trim((byte)' ');
        return states.HoldsStates || text.Length == codeLength || CountryOrState.IsSharedName(text);
    }

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public static void CleanStepwise(CellEdit cell)
    {
        var code = CountryTable.Find(cell.Value);
        if (code.IsEmpty)
        {
            TextRules.CleanLine(cell);
            if (cell.Value.IsEmpty)
            {
                return;
            }
            code = CountryTable.Find(cell.Value);
        }
        if (code.IsEmpty)
        {
            cell.Note(Codes.CountryUnknown);
            return;
        }
        if (!cell.Value.SequenceEqual(code))
        {
            code.CopyTo(cell.RentOutput(code.Length));
            cell.Note(Codes.CountryCoded);
            cell.KeepOutput(code.Length);
        }
    }

    static void Write(CellEdit cell, int letters)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(cell.Batch.RentScratch(sizeof(ushort)), (ushort)letters);
        cell.Point(cell.Batch.KeepScratch(sizeof(ushort)));
        cell.Finish(Codes.CountryCoded);
    }
}

using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Countries;

/// <summary>A country: ISO 3166 alpha-2 where its code or name is known, otherwise the text as it is, flagged.</summary>
/// <param name="states">Tells when the field holds a state.</param>
readonly struct CountryCleaner(CountryOrState states) : ICellCleaner
{
    const int CodeLength = 2;

    /// <summary>In <see cref="spellings"/>, beside the letters: the text may be a state in some records.</summary>
    const int MayBeStateFlag = 1 << 16;

    // The two letters, little-endian, that each spelling seen so far stands for.
    readonly ShortTextCache spellings = new();

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CountryTable.IsAlpha2(value) && !states.MayBeStateCode(value);

    /// <summary>The two letters, little-endian, that a spelling stands for in every record; 0 for one that was not seen yet, or that may be a state.</summary>
    public int KnownLetters(ReadOnlySpan<byte> buffer, FieldSpan cell) => spellings.Find(buffer, cell, MayBeStateFlag);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        var value = cell.Value;
        if (spellings.TryGet(value, out var known) && (known & MayBeStateFlag) == 0)
        {
            Write(cell, known);
            return;
        }
        var mayBeState = known != 0 || MayBeState(value);
        if (mayBeState && states.IsState(cell.Batch, cell.Row))
        {
            TextRules.CleanLine(cell);
            cell.Note(Codes.CountryIsState);
        }
        else if (known != 0)
        {
            Write(cell, known);
        }
        else if (!CountryTable.IsAlpha2(value))
        {
            CleanUnknown(cell, mayBeState);
        }
    }

    void CleanUnknown(CellEdit cell, bool mayBeState)
    {
        var code = CountryTable.Find(cell.Value);
        if (code.IsEmpty || cell.Value.SequenceEqual(code))
        {
            CleanStepwise(cell);
            return;
        }
        var letters = (int)BinaryPrimitives.ReadUInt16LittleEndian(code);
        spellings.Add(cell.Value, letters | (mayBeState ? MayBeStateFlag : 0));
        Write(cell, letters);
    }

    bool MayBeState(ReadOnlySpan<byte> value)
    {
        var text = value.Trim((byte)' ');
        return states.HoldsStates || text.Length == CodeLength || CountryOrState.IsSharedName(text);
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
        var batch = cell.Batch;
        BinaryPrimitives.WriteUInt16LittleEndian(batch.RentScratch(sizeof(ushort)), (ushort)letters);
        cell.Point(batch.KeepScratch(sizeof(ushort)));
        cell.Finish(Codes.CountryCoded);
    }
}

using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Regions;

/// <summary>A state or province: its code where the record's country is known and has that region, otherwise the text as it is.</summary>
/// <param name="Countries">Which country a record is in.</param>
readonly record struct RegionCleaner(RowCountry Countries) : ICellCleaner
{
    /// <summary>In <see cref="spellings"/>: the text is no region of the country.</summary>
    const int Unknown = 0;

    // What each spelling seen so far stands for, by country: the bytes of the code, little-endian.
    readonly ShortTextCache spellings = new();

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        (cell.Length == RegionCodes.Length)
        & RegionCodes.IsOwn(Countries.PlaceOf(batch, row), CountryLetters.PlaceOfPair(buffer[cell.Offset..]));

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => false;

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        var country = Countries.Of(cell.Batch, cell.Row);
        if (!RegionTable.Knows(country) || cell.Value.Length > ShortTextCache.LengthMax)
        {
            CleanStepwise(cell);
            return;
        }
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(country);
        if (!spellings.TryGet(cell.Value, out var letters, kind))
        {
            letters = Pack(RegionTable.Find(country, cell.Value));
            spellings.Add(cell.Value, letters, kind);
        }
        if (letters == Unknown)
        {
            CleanStepwise(cell);
            return;
        }
        Write(cell, letters);
    }

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell)
    {
        var country = Countries.Of(cell.Batch, cell.Row);
        var code = RegionTable.Find(country, cell.Value);
        if (code.IsEmpty)
        {
            if (CleanText.IsCleanLine(cell.Value))
            {
                return;
            }
            TextRules.CleanLine(cell);
            code = RegionTable.Find(Countries.Of(cell.Batch, cell.Row), cell.Value);
        }
        if (!code.IsEmpty && !cell.Value.SequenceEqual(code))
        {
            code.CopyTo(cell.RentOutput(code.Length));
            cell.Note(Codes.RegionCoded);
            cell.KeepOutput(code.Length);
        }
    }

    static int Pack(ReadOnlySpan<byte> code)
    {
        var packed = 0;
        for (var index = code.Length - 1; index >= 0; index--)
        {
            packed = (packed << 8) | code[index];
        }
        return packed;
    }

    static void Write(CellEdit cell, int letters)
    {
        var code = cell.Batch.RentScratch(RegionTable.CodeLengthMax);
        var length = 0;
        for (; letters != 0; letters >>= 8)
        {
            code[length++] = (byte)letters;
        }
        if (cell.Value.SequenceEqual(code[..length]))
        {
            cell.Finish();
            return;
        }
        cell.Point(cell.Batch.KeepScratch(length));
        cell.Finish(Codes.RegionCoded);
    }
}

using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Countries;

/// <summary>A country: ISO 3166 alpha-2 where its code or name is known, otherwise the text as it is, flagged.</summary>
readonly struct CountryCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CountryTable.IsAlpha2(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
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
}

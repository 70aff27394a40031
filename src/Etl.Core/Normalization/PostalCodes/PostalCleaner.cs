using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Regions;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>
/// A postal code: written as its country writes it where the country is known, with the zeros that a spreadsheet dropped where its
/// length proves them; what has no form of its country is kept and flagged.
/// </summary>
/// <param name="Countries">Which country a record is in.</param>
readonly record struct PostalCleaner(RowCountry Countries) : ICellCleaner
{
    /// <summary>Column of the city, as the only target of a postal code; empty when cities stay where they are. Default: empty.</summary>
    public int[] Targets { get; init; } = [];

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        CodeText.TryLoad(buffer, cell, out var code)
        && PostalTable.At(Countries.PlaceOf(batch, row)).MatchesFirst(code);

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => false;

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        var country = Countries.Of(cell.Batch, cell.Row);
        if (!CodeText.TryLoad(cell.Value, out var code))
        {
            CleanStepwise(cell, country);
            return;
        }
        var forms = PostalTable.Find(country);
        if (forms is not null && forms.Matches(code))
        {
            cell.Finish();
        }
        else if (!code.IsAlphanumeric && !IsCodeAlone(cell.Value, country))
        {
            CleanStepwise(cell, country);
        }
        else if (forms is not null)
        {
            FormatAtOnce(cell, country, forms);
        }
        else
        {
            cell.Finish();
        }
    }

    // A clean line, no decimal fraction, and no city behind it, as letters and digits always are.
    static bool IsCodeAlone(ReadOnlySpan<byte> value, ReadOnlySpan<byte> country) =>
        CleanText.IsCleanLine(value)
        && PostalText.LengthBeforeDecimals(value) < 0
        && !PostalCity.TryCut(value, country, out _, out _);

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell) => CleanStepwise(cell, Countries.Of(cell.Batch, cell.Row));

    void CleanStepwise(CellEdit cell, ReadOnlySpan<byte> country)
    {
        if (!CleanText.IsCleanLine(cell.Value))
        {
            TextRules.CleanLine(cell);
            if (cell.Value.IsEmpty)
            {
                return;
            }
        }
        if (PostalText.LengthBeforeDecimals(cell.Value) is var length and > 0)
        {
            cell.Note(Codes.PostalCodeFormatted);
            cell.Slice(0, length);
        }
        PlaceCity(cell, country);
        if (PostalTable.Find(country) is { } forms && !forms.Matches(cell.Value))
        {
            Format(cell, country, forms);
        }
    }

    // A city that stands there already is as good as an empty cell.
    void PlaceCity(CellEdit cell, ReadOnlySpan<byte> country)
    {
        if (
            Targets is not [>= 0 and var column]
            || !PostalCity.TryCut(cell.Value, country, out var length, out var start)
        )
        {
            return;
        }
        var city = cell.Value[start..];
        if (cell.TryPlace(Targets, city) || cell.Batch.Value(cell.Row, column).SequenceEqual(city))
        {
            cell.Note(Codes.PostalCodeSplit);
            cell.Slice(0, length);
        }
    }

    void Format(CellEdit cell, ReadOnlySpan<byte> country, PostalForms forms)
    {
        Span<byte> room = stackalloc byte[PostalForms.LengthMax];
        Span<byte> written = stackalloc byte[PostalForms.LengthMax];
        if (PostalText.Compact(cell.Value, room) is var count and > 0)
        {
            if (forms.Write(room[..count], written) is var length and > 0)
            {
                Keep(cell, written[..length], Codes.PostalCodeFormatted);
                return;
            }
            length = forms.WriteRestored(room[..count], written);
            if (length > 0 && IsPossible(cell.Batch, cell.Row, country, written))
            {
                Keep(cell, written[..length], Codes.PostalCodeZeroRestored);
                return;
            }
        }
        cell.Note(Codes.PostalCodeShape);
    }

    // The same where nothing was done to the value before: what is written goes straight to where it stays.
    void FormatAtOnce(CellEdit cell, ReadOnlySpan<byte> country, PostalForms forms)
    {
        Span<byte> room = stackalloc byte[PostalForms.LengthMax];
        var count = PostalText.Compact(cell.Value, room);
        var written = cell.Batch.RentScratch(PostalForms.LengthMax);
        if (count > 0 && forms.Write(room[..count], written) is var length and > 0)
        {
            cell.Point(cell.Batch.KeepScratch(length));
            cell.Finish(Codes.PostalCodeFormatted);
        }
        else if (
            count > 0
            && forms.WriteRestored(room[..count], written) is var restored and > 0
            && IsPossible(cell.Batch, cell.Row, country, written)
        )
        {
            cell.Point(cell.Batch.KeepScratch(restored));
            cell.Finish(Codes.PostalCodeZeroRestored);
        }
        else
        {
            cell.Finish(Codes.PostalCodeShape);
        }
    }

    // A code of the United States says its state: 9411 in California lacks its last digit, and 09411 is a post office of the army.
    bool IsPossible(RecordBatch batch, int row, ReadOnlySpan<byte> country, ReadOnlySpan<byte> code)
    {
        if (!country.SequenceEqual("US"u8) || Countries.StateColumn < 0)
        {
            return true;
        }
        var state = RegionTable.Find(country, batch.Value(row, Countries.StateColumn));
        return state.IsEmpty || UsZipCodes.IsIn(state, code);
    }

    static void Keep(CellEdit cell, ReadOnlySpan<byte> code, Code reason)
    {
        code.CopyTo(cell.RentOutput(code.Length));
        cell.Note(reason);
        cell.KeepOutput(code.Length);
    }
}

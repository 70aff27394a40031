using System.Runtime.CompilerServices;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Normalization.Places;

/// <summary>
/// Which country a record's places are in: what its country field says, else the job's country, else what its state and postal
/// code prove together, or its state in a column that is proven. It is never guessed: a country that is named and not known is not replaced by the job's.
/// </summary>
/// <param name="CountryColumn">Column of the record's country, cleaned before its places; −1 when there is none.</param>
/// <param name="StateColumn">Column of its state; −1 when there is none.</param>
/// <param name="PostalColumn">Column of its postal code; −1 when there is none.</param>
/// <param name="StreetColumn">Column of its street, which may hold the whole address; −1 when there is none.</param>
/// <param name="Default">The job's country, ISO 3166 alpha-2 in capitals; null when none was named.</param>
sealed record RowCountry(int CountryColumn, int StateColumn, int PostalColumn, int StreetColumn, byte[]? Default)
{
    /// <summary>The country of all states of the column, ISO 3166 alpha-2 in capitals; null when the first records prove none.</summary>
    byte[]? CountryOfStates { get; init; }

    /// <summary>Column of the record's town; −1 when there is none.</summary>
    int CityColumn { get; init; } = -1;

    /// <summary>Tells when the country's field holds a state.</summary>
    CountryOrState States { get; init; } = CountryOrState.None;

    /// <summary>No record says its country.</summary>
    public static RowCountry Unknown { get; } = new(-1, -1, -1, -1, null);

    /// <summary>Finds the columns in a layout.</summary>
    public static RowCountry In(BatchLayout layout, NormalizationOptions options) =>
        new(
            layout.ColumnOf("country"),
            layout.ColumnOf("state"),
            layout.ColumnOf("postal_code"),
            layout.ColumnOf("street"),
            options.Country is { } country ? System.Text.Encoding.UTF8.GetBytes(country) : null
        )
        {
            CityColumn = layout.ColumnOf("city"),
            States = CountryOrState.In(layout),
            CountryOfStates =
                layout.ColumnOf("state") is var state and >= 0 && layout.Columns[state].CountryOfRegions is { } proven
                    ? System.Text.Encoding.UTF8.GetBytes(proven)
                    : null,
        };

    /// <summary>The country of one record as ISO 3166 alpha-2 in capitals; empty when it is not known.</summary>
    public ReadOnlySpan<byte> Of(RecordBatch batch, int row)
    {
        if (PlaceOf(batch, row) != CountryLetters.Unknown)
        {
            return batch.Value(row, CountryColumn);
        }
        if (IsNamed(batch, row))
        {
            return NamedAs(batch, row);
        }
        return Default is null ? OfPlace(batch, row) : Default;
    }

    /// <summary>
    /// The place (see <see cref="CountryLetters"/>) of the country that a record's field says, where that settles it: nearly always, and
    /// without a branch. Otherwise <see cref="CountryLetters.Unknown"/>; then <see cref="Of"/> may still find one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PlaceOf(RecordBatch batch, int row)
    {
        if (CountryColumn < 0 || States.HoldsStates)
        {
            return CountryLetters.Unknown;
        }
        const int codeLength = 2;
        var cell = batch.Cell(row, CountryColumn);
        // A code that Etl wrote is no state's; see CountryOrState.
        var place = CountryLetters.PlaceOf(batch.Block.Buffer.AsSpan(cell.Offset), batch.IsChanged(cell));
        var isCode = Flag.Of(cell.Length == codeLength);
        return CountryLetters.Unknown + isCode * (place - CountryLetters.Unknown);
    }

    /// <summary>What the record's country field or the job says, without a proof by places.</summary>
    public ReadOnlySpan<byte> Said(RecordBatch batch, int row) => IsNamed(batch, row) ? NamedAs(batch, row) : Default;

    /// <summary>The code of the region that the record's state field says, in the country that the record says; empty when that is not known.</summary>
    public ReadOnlySpan<byte> RegionSaid(RecordBatch batch, int row) =>
        StateColumn < 0 ? [] : RegionTable.Find(Said(batch, row), batch.Value(row, StateColumn));

    /// <summary>What the record's country field says; empty when it says nothing, or nothing that is known.</summary>
    public ReadOnlySpan<byte> Named(RecordBatch batch, int row) => IsNamed(batch, row) ? Said(batch, row) : [];

    /// <summary>The job's country, for a record that says none; empty when nobody named one.</summary>
    public ReadOnlySpan<byte> Assumed(RecordBatch batch, int row) => IsNamed(batch, row) ? [] : Default;

    /// <summary>
    /// What the places of a record prove, whatever its country says: a state of the United States together with a ZIP code of that
    /// state, in their own fields or at the end of the street. No other country has both such states and such codes; the provinces of
    /// Italy and North Holland, which come close, have other numbers, also where a spreadsheet dropped the zeros of the code (MA and 2134).
    /// A province of Canada with a code that starts with its letter is as sure. A state alone counts where its whole column is proven. Postcodes of the United Kingdom prove it alone.
    /// So do prefectures of Japan and provinces of China with their postal codes.
    /// </summary>
    public ReadOnlySpan<byte> OfPlace(RecordBatch batch, int row)
    {
        if (PostalColumn >= 0 && OfPostalCode(batch, row) is { IsEmpty: false } byCode)
        {
            return byCode;
        }
        if (StreetColumn >= 0 && AddressLine.ProvenCountry(batch.Value(row, StreetColumn)) is { IsEmpty: false } proven)
        {
            return proven;
        }
        var isOfProvenColumn =
            CountryOfStates is not null && !RegionTable.Find(CountryOfStates, batch.Value(row, StateColumn)).IsEmpty;
        return isOfProvenColumn ? CountryOfStates : [];
    }

    /// <summary>True when the record's country field holds a state of the United States and no country: then they are the record's country.</summary>
    public bool IsState(RecordBatch batch, int row) => States.IsState(batch, row);

    /// <summary>True for a country's field that holds what no state is written like, by its look alone: nearly every code of a country.</summary>
    public bool IsSurelyNoState(RecordBatch batch, FieldSpan country) => States.IsSurelyNone(batch, country);

    ReadOnlySpan<byte> NamedAs(RecordBatch batch, int row)
    {
        var country = batch.Value(row, CountryColumn);
        return IsState(batch, row) ? "US"u8
            : CountryTable.IsAlpha2(country) ? country
            : [];
    }

    ReadOnlySpan<byte> OfPostalCode(RecordBatch batch, int row)
    {
        var code = batch.Value(row, PostalColumn).Trim((byte)' ');
        if (code.IsEmpty)
        {
            return [];
        }
        var state = ValueOf(StateColumn);
        Span<byte> zip = stackalloc byte[UsZipCodes.LongLength];
        zip = zip[..UsZipCodes.Restore(code, zip)];
        if (!zip.IsEmpty && UsZipCodes.IsIn(RegionTable.Find("US"u8, state), zip))
        {
            return "US"u8;
        }
        if (!state.IsEmpty && CanadianCode.Is(code) && CanadianCode.IsIn(RegionTable.Find("CA"u8, state), code))
        {
            return "CA"u8;
        }
        return UkPostcode.Is(code)
            ? "GB"u8
            : EastAsianPlace.CountryOf(state, ValueOf(CityColumn), ValueOf(StreetColumn), code);

        ReadOnlySpan<byte> ValueOf(int column) => column < 0 ? [] : batch.Value(row, column);
    }

    bool IsNamed(RecordBatch batch, int row) => CountryColumn >= 0 && batch.Cell(row, CountryColumn).Length > 0;
}

using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Regions;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Addresses;

/// <summary>
/// A street of one or more lines. Where it holds a whole address that can be taken apart, its city, state, postal code and country
/// go to their own columns: all of them, or none.
/// </summary>
/// <param name="Countries">Which country a record is in.</param>
/// <param name="Targets">Columns of city, state, postal code and country, each −1 for none; empty when addresses stay whole.</param>
readonly record struct StreetCleaner(RowCountry Countries, int[] Targets) : ICellCleaner
{
    const int City = 0;
    const int State = 1;
    const int PostalCode = 2;
    const int Country = 3;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        CleanText.LooksLikeCleanStreet(buffer, cell);

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        CleanText.IsCleanLines(value) && (Targets.Length == 0 || !value.ContainsAny(",;\n"u8));

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLines(cell);
        if (
            Targets.Length > 0
            && IsEmpty(cell, City)
            && IsEmpty(cell, PostalCode)
            && AddressLine.TryRead(
                cell.Value,
                Countries.Named(cell.Batch, cell.Row),
                Countries.Assumed(cell.Batch, cell.Row),
                out var line
            )
        )
        {
            Split(cell, line);
        }
    }

    /// <summary>Which targets a value asks for that proves its parts by itself.</summary>
    public static int Need(ReadOnlySpan<byte> value) => Need(value, [], []);

    /// <summary>The same, where the country is known.</summary>
    /// <param name="value">A value that is not empty.</param>
    /// <param name="said">What the record says for its country, as it stands in the input.</param>
    /// <param name="assumed">The country of the job, ISO 3166 alpha-2; empty when it is not known.</param>
    public static int Need(ReadOnlySpan<byte> value, ReadOnlySpan<byte> said, ReadOnlySpan<byte> assumed)
    {
        var country = CountryTable.Find(said);
        if (!AddressLine.TryRead(value, country, said.IsEmpty ? assumed : [], out var line))
        {
            return 0;
        }
        return (1 << City)
            | (line.State.Length > 0 ? 1 << State : 0)
            | (1 << PostalCode)
            | (line.NamesCountry ? 1 << Country : 0);
    }

    void Split(CellEdit cell, AddressLine line)
    {
        var value = cell.Value;
        var city = value.Slice(line.City.Offset, line.City.Length);
        var state = value.Slice(line.State.Offset, line.State.Length);
        var code = value.Slice(line.PostalCode.Offset, line.PostalCode.Length);
        var country = line.NamesCountry ? line.Country : [];
        if (
            !HasRoom(cell, City, city, default)
            || !HasRoom(cell, State, state, line.Country)
            || !HasRoom(cell, PostalCode, code, default)
            || !HasRoom(cell, Country, country, default)
        )
        {
            return;
        }
        Place(cell, City, city);
        Place(cell, State, state);
        Place(cell, PostalCode, code);
        Place(cell, Country, country);
        cell.Note(Codes.AddressSplit);
        cell.Slice(line.Street.Offset, line.Street.Length);
    }

    // What has a place says so where it should, and its street is a street.
    bool IsEmpty(CellEdit cell, int target) =>
        Targets[target] is var column && (column < 0 || cell.Batch.Cell(cell.Row, column).IsEmpty);

    // A cell that says the same already is as good as an empty one.
    bool HasRoom(CellEdit cell, int target, ReadOnlySpan<byte> part, ReadOnlySpan<byte> country)
    {
        if (part.IsEmpty)
        {
            return true;
        }
        var column = Targets[target];
        if (column < 0)
        {
            return false;
        }
        var present = cell.Batch.Value(cell.Row, column);
        return present.IsEmpty
            || present.SequenceEqual(part)
            || (
                target == State
                && RegionTable.Find(country, present) is { IsEmpty: false } code
                && code.SequenceEqual(RegionTable.Find(country, part))
            );
    }

    void Place(CellEdit cell, int target, ReadOnlySpan<byte> part)
    {
        if (!part.IsEmpty)
        {
            cell.TryPlace(Targets.AsSpan(target, 1), part);
        }
    }
}

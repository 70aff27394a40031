using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Places;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Cleans the column of full names and then places the parts of each in the fields of its row that are empty: prefix, given, middle and
/// family name, suffix, nickname; an organization goes to the company. The full name itself stays, so nothing is lost where a part has no field.
/// </summary>
/// <param name="cleaning">Cleans the full names as text.</param>
/// <param name="countries">Which country a record is in.</param>
/// <param name="given">Columns of first and last names that the input has: only a record in which they are empty may be an organization.</param>
/// <param name="targets">Columns of <see cref="Targets"/> in that order, −1 for none; empty when names are not to be split.</param>
sealed class FullNameNormalizer(IFieldNormalizer cleaning, RowCountry countries, int[] given, int[] targets)
    : IFieldNormalizer
{
    /// <summary>The fields that parts go to.</summary>
    public static readonly string[] Targets =
    [
        "name_prefix",
        "first_name",
        "middle_name",
        "last_name",
        "name_suffix",
        "nickname",
        "company",
    ];

    static readonly NamePart[] parts =
    [
        NamePart.Prefix,
        NamePart.First,
        NamePart.Middle,
        NamePart.Last,
        NamePart.Suffix,
        NamePart.Nickname,
    ];

    /// <summary>Longest name that is looked at, in bytes.</summary>
    const int LengthMax = 256;

    /// <summary>Targets that every split asks for: given and family name.</summary>
    const int Always = 0b1010;

    const int Company = 0b100_0000;
    const int FirstName = 1;
    const int LastName = 3;

    readonly int[] placedCounts = new int[Targets.Length];

    /// <inheritdoc/>
    public void Normalize(RecordBatch batch, int column)
    {
        cleaning.Normalize(batch, column);
        if (!targets.AsSpan().ContainsAnyInRange(0, int.MaxValue))
        {
            return;
        }
        var splitCount = 0;
        var companyCount = 0;
        var severalCount = 0;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (!batch.IsPending(row) || batch.Cell(row, column).IsEmpty)
            {
                continue;
            }
            if (batch.KeepsMojibake && Mojibake.IsDamaged(batch.Value(row, column)))
            {
                continue; // its parts may end within a letter
            }
            switch (Spread(batch, row, batch.Value(row, column)))
            {
                case NameKind.Person:
                    splitCount++;
                    Explain(batch, row, column, Codes.NameSplit);
                    break;
                case NameKind.Organization:
                    companyCount++;
                    Explain(batch, row, column, Codes.NameIsCompany);
                    break;
                case NameKind.Several:
                    severalCount++;
                    Explain(batch, row, column, Codes.NameOfSeveral);
                    break;
            }
        }
        batch.Count(Codes.NameSplit, column, splitCount);
        batch.Count(Codes.NameIsCompany, column, companyCount);
        batch.Count(Codes.NameOfSeveral, column, severalCount);
        CountPlaces(batch);
    }

    /// <summary>The targets that a value asks for, see <see cref="Spreading.SpreadNeed"/>.</summary>
    public static int Need(ReadOnlySpan<byte> value) => Need(value, NameCustoms.None);

    /// <summary>The same where the country is known, see <see cref="Spreading.SpreadNeedInCountry"/>.</summary>
    public static int Need(ReadOnlySpan<byte> value, ReadOnlySpan<byte> said, ReadOnlySpan<byte> assumed) =>
        Need(value, NameCustomsTable.Of(said.IsEmpty ? assumed : CountryTable.Find(said), []));

    static int Need(ReadOnlySpan<byte> value, NameCustoms customs)
    {
        if (value.Length > LengthMax)
        {
            return 0;
        }
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens) { Customs = customs };
        switch (NameSplitter.Split(ref split))
        {
            case NameKind.Organization:
                return Company;
            case NameKind.Unknown or NameKind.Several:
                return 0;
        }
        var need = Always;
        for (var index = 0; index < parts.Length; index++)
        {
            need |= split.Has(parts[index]) ? 1 << index : 0;
        }
        return need;
    }

    NameKind Spread(RecordBatch batch, int row, ReadOnlySpan<byte> value)
    {
        if (value.Length > LengthMax)
        {
            return NameKind.Unknown;
        }
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        Span<byte> part = stackalloc byte[LengthMax];
        var split = new NameSplit(value, tokens)
        {
            Customs = NameCustomsTable.Of(countries.Said(batch, row), countries.RegionSaid(batch, row)),
        };
        var kind = NameSplitter.Split(ref split);
        var isPlaced = false;
        if (kind == NameKind.Person)
        {
            for (var index = 0; index < parts.Length; index++)
            {
                isPlaced |= TryPlace(batch, row, index, part[..split.Write(parts[index], part)]);
            }
        }
        else if (kind == NameKind.Several)
        {
            return targets[FirstName] >= 0 || targets[LastName] >= 0 ? kind : NameKind.Unknown;
        }
        else if (kind == NameKind.Organization && IsWithoutParts(batch, row))
        {
            value.CopyTo(part);
            isPlaced = TryPlace(batch, row, targets.Length - 1, part[..value.Length]);
        }
        return isPlaced ? kind : NameKind.Unknown;
    }

    bool IsWithoutParts(RecordBatch batch, int row)
    {
        foreach (var column in given)
        {
            if (!batch.Value(row, column).Trim((byte)' ').IsEmpty)
            {
                return false;
            }
        }
        return true;
    }

    // The name itself stays as it was.
    static void Explain(RecordBatch batch, int row, int column, Code code) =>
        batch.Explanations?.Add(row, column, code, batch.Cell(row, column), batch.Cell(row, column));

    bool TryPlace(RecordBatch batch, int row, int target, ReadOnlySpan<byte> part)
    {
        var column = targets[target];
        if (column < 0 || part.IsEmpty || !batch.Cell(row, column).IsEmpty)
        {
            return false;
        }
        batch.Place(row, column, part);
        batch.Explanations?.Add(row, column, Codes.PartPlaced, default, batch.Cell(row, column));
        placedCounts[target]++;
        return true;
    }

    void CountPlaces(RecordBatch batch)
    {
        for (var target = 0; target < targets.Length; target++)
        {
            batch.Count(Codes.PartPlaced, targets[target], placedCounts[target]);
            placedCounts[target] = 0;
        }
    }
}

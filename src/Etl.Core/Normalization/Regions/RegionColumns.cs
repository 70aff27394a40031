using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Regions;

/// <summary>Looks at the column of states of an input before its records are read.</summary>
public static class RegionColumns
{
    /// <summary>Records of the sample whose places must prove the country: one address may be of anywhere.</summary>
    const int ProofsMin = 3;

    const string Country = "US";

    /// <summary>
    /// The mapping with the country that a sample proves for its column of states, and a finding that says so: every value is a
    /// state of the United States, and the addresses of several records prove that they lie there. Then a record that states no
    /// country and no address still has one by its state. Other countries are not proven by addresses, so by no column either.
    /// </summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="sample">Its first records, parsed; their cells stand at the same columns.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, RecordBatch sample)
    {
        var layout = mapping.Layout;
        var column = layout.ColumnOf("state");
        if (column < 0 || layout.Columns[column] is not { SourceIndex: >= 0 } plan || !IsProven(layout, sample, column))
        {
            return mapping;
        }
        var columns = layout.Columns.ToArray();
        columns[column] = plan with { CountryOfRegions = Country };
        var sentence =
            $"The values of the column \"{plan.Header}\" are states of the United States, as addresses prove, so a record that names no country is read as one of {Country}; say otherwise with --country.";
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = layout.Arrangement },
            Findings = [.. mapping.Findings, new MappingFinding(MappingFindingKind.Country, column, sentence)],
        };
    }

    /// <summary>
    /// The mapping with the same for a column of countries that holds states: all its values are states of the United States, and several of them are the
    /// name or code of no country. Then CA, DE and IN among them are no countries.
    /// </summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="sample">Its first records, parsed; their cells stand at the same columns.</param>
    public static HeaderMapping JudgeCountries(HeaderMapping mapping, RecordBatch sample)
    {
        var layout = mapping.Layout;
        var column = layout.ColumnOf("country");
        if (column < 0 || layout.Columns[column] is not { SourceIndex: >= 0 } plan || !HoldsStates(sample, column))
        {
            return mapping;
        }
        var columns = layout.Columns.ToArray();
        columns[column] = plan with { CountryOfRegions = Country };
        var sentence =
            $"The values of the column \"{plan.Header}\" are states of the United States, so those that are the code of a country, too, are not read as one; say what they are with --set \"{plan.Header}=state\".";
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = layout.Arrangement },
            Findings = [.. mapping.Findings, new MappingFinding(MappingFindingKind.Country, column, sentence)],
        };
    }

    static bool HoldsStates(RecordBatch sample, int column)
    {
        var proofs = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < sample.RowCount; row++)
        {
            var value = sample.Value(row, column).Trim((byte)' ');
            if (!sample.IsPending(row) || value.IsEmpty)
            {
                continue;
            }
            if (RegionTable.Find("US"u8, value).IsEmpty)
            {
                return false;
            }
            if (proofs.Count < ProofsMin && CountryTable.Find(value).IsEmpty)
            {
                proofs.Add(Encoding.UTF8.GetString(value));
            }
        }
        return proofs.Count >= ProofsMin;
    }

    static bool IsProven(BatchLayout layout, RecordBatch sample, int column)
    {
        var places = RowCountry.In(layout, NormalizationOptions.Default);
        var proofs = 0;
        for (var row = 0; row < sample.RowCount; row++)
        {
            var value = sample.Value(row, column).Trim((byte)' ');
            if (!sample.IsPending(row) || value.IsEmpty)
            {
                continue;
            }
            if (RegionTable.Find("US"u8, value).IsEmpty)
            {
                return false;
            }
            proofs += places.OfPlace(sample, row).IsEmpty ? 0 : 1;
        }
        return proofs >= ProofsMin;
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Regions;

namespace Etl.Core.Tests.Normalization.Regions;

public sealed class RegionColumnTests
{
    const string Proofs = "ak,99801,907-465-3500|IL,62704,|Ohio,43004,";

    [Fact]
    public void A_state_alone_says_the_country_when_its_column_is_proven() =>
        Assert.Equal("AK +19074653500|IL |OH |AR +18704036287", Clean($"{Proofs}|ar,,870-403-6287"));

    [Theory]
    [InlineData("ak,99801,907-465-3500|IL,62704,|ar,,870-403-6287")] // two proofs are too few
    [InlineData($"{Proofs}|Ontario,,|ar,,870-403-6287")]
    [InlineData("ak,,907-465-3500|IL,,|Ohio,,|NY,,|ar,,870-403-6287")]
    public void Nothing_is_guessed_without_a_proof(string records) =>
        Assert.EndsWith("|ar 8704036287", Clean(records), StringComparison.Ordinal);

    [Fact]
    public void A_record_that_names_its_country_is_not_read_as_one_of_the_column() =>
        Assert.EndsWith("|ar 8704036287", Clean($"{Proofs}|ar,,870-403-6287,XX", "country"), StringComparison.Ordinal);

    [Fact]
    public void A_finding_says_what_was_proven()
    {
        var sample = Sample(Proofs);
        var mapping = RegionColumns.Judge(new HeaderMapping(sample.Layout, []), sample);
        var finding = Assert.Single(mapping.Findings);
        Assert.Equal(MappingFindingKind.Country, finding.Kind);
        Assert.Contains("United States", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CA|TX|NY|WA|Georgia|DE", "CA|TX|NY|WA|Georgia|DE")]
    [InlineData("CA|TX|NY|DE", "CA|TX|NY|DE")] // two proofs are too few
    [InlineData("Texas|NY|WA|PR", "Texas|NY|WA|PR")]
    public void A_column_of_countries_may_hold_states(string values, string cleaned)
    {
        var batch = CleaningBench.Batch(
            ["country"],
            [.. values.Split('|').Select(value => new[] { Encoding.UTF8.GetBytes(value) })]
        );
        var mapping = RegionColumns.JudgeCountries(new HeaderMapping(batch.Layout, []), batch);
        foreach (var (column, normalizer) in Normalizers.Plan(mapping.Layout, NormalizationOptions.Default))
        {
            normalizer.Normalize(batch, column);
        }
        Assert.Equal(
            cleaned,
            string.Join('|', Enumerable.Range(0, batch.RowCount).Select(row => Text(batch, row, "country")))
        );
        var isProven = values.Contains("WA", StringComparison.Ordinal);
        Assert.Equal(isProven ? 1 : 0, mapping.Findings.Count);
        var count = batch
            .Counts.Entries.Where(entry => entry.Code.Name == "COUNTRY_IS_STATE")
            .Sum(entry => entry.Count);
        Assert.Equal(isProven ? values.Split('|').Count(value => value != "PR") : 0, count);
    }

    [Fact]
    public void Phone_numbers_beside_a_column_of_states_are_of_the_United_States()
    {
        var batch = CleaningBench.Batch(
            ["country", "phone"],
            [
                .. new[] { "TX", "New  York", "WA", "DE" }.Select(state =>
                    new[] { state, "(302) 292-1234" }.Select(Encoding.UTF8.GetBytes).ToArray()
                ),
            ]
        );
        var mapping = RegionColumns.JudgeCountries(new HeaderMapping(batch.Layout, []), batch);
        foreach (var (column, normalizer) in Normalizers.Plan(mapping.Layout, NormalizationOptions.Default))
        {
            normalizer.Normalize(batch, column);
        }
        Assert.All(Enumerable.Range(0, batch.RowCount), row => Assert.Equal("+13022921234", Text(batch, row, "phone")));
    }

    static string Clean(string records, params string[] fields)
    {
        var sample = Sample(records, fields);
        var layout = RegionColumns.Judge(new HeaderMapping(sample.Layout, []), sample).Layout;
        foreach (var (column, normalizer) in Normalizers.Plan(layout, NormalizationOptions.Default))
        {
            normalizer.Normalize(sample, column);
        }
        return string.Join(
            '|',
            Enumerable
                .Range(0, sample.RowCount)
                .Select(row => $"{Text(sample, row, "state")} {Text(sample, row, "phone")}")
        );
    }

    static string Text(RecordBatch batch, int row, string field) =>
        Encoding.UTF8.GetString(batch.Value(row, batch.Layout.ColumnOf(field)));

    static RecordBatch Sample(string records, params string[] fields)
    {
        string[] all = ["state", "postal_code", "phone", .. fields];
        return CleaningBench.Batch(
            all,
            [
                .. records
                    .Split('|')
                    .Select(record =>
                        record.Split(',').Concat(Enumerable.Repeat("", all.Length)).Take(all.Length).ToArray()
                    )
                    .Select(record => record.Select(Encoding.UTF8.GetBytes).ToArray()),
            ]
        );
    }
}

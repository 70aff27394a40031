using System.Text;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Tests.Normalization.Texts;

public sealed class LostDigitsTests
{
    [Theory]
    [InlineData("8.61389E+12", "PRECISION_LOST")]
    [InlineData("1E+05", "PRECISION_LOST")]
    [InlineData(" 1,23E+15", "PRECISION_LOST TEXT_TRIMMED")]
    [InlineData("1.23456E+05", "")]
    [InlineData("1E05", "")]
    [InlineData("ABCE+12", "")]
    [InlineData("1234567890123450000", "")]
    public void What_a_spreadsheet_left_of_an_identifier_is_kept_and_flagged(string value, string codes)
    {
        CleaningBench.Expect("external_id", value, value.Trim(), codes);
        CleaningBench.Expect("custom.account", value, value.Trim(), codes);
    }

    [Theory]
    [InlineData(6, 0, 6)]
    [InlineData(6, 4, 6)]
    [InlineData(4, 0, 0)]
    [InlineData(6, 6, 0)]
    public void A_column_whose_long_numbers_end_in_zeros_has_lost_digits(int rounded, int others, int flagged)
    {
        var values = Enumerable
            .Range(0, rounded)
            .Select(index => $"12345678901234{index % 10}000")
            .Concat(
                Enumerable.Range(0, others).Select(index => others > 4 ? $"12345678901234567{index}" : $"A{index}")
            );
        var batch = CleaningBench.Batch(
            ["external_id"],
            [.. values.Select(value => new[] { Encoding.UTF8.GetBytes(value) })]
        );
        var layout = LostDigits.Judge(new HeaderMapping(batch.Layout, []), batch).Layout;
        foreach (var (column, normalizer) in Normalizers.Plan(layout, CleaningBench.Options()))
        {
            normalizer.Normalize(batch, column);
        }
        Assert.Equal(flagged, batch.Counts.Entries.Sum(entry => entry.Count));
    }
}

using System.Globalization;
using System.Text;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Testing;
using Etl.Text;

namespace Etl.Core.Tests.Normalization.Phones;

public sealed class PhoneRunTests
{
    const int Seed = 20_261_123;
    const int RandomCount = 100_000;

    /// <summary>Valid lines of all regions, with their calling codes: the region, and the digits behind the +.</summary>
    static readonly (string Region, string Digits)[] lines =
    [
        .. File.ReadAllLines(
                RepositoryRoot.Combine("tests/Etl.Core.Tests/Normalization/Phones/cases/libphonenumber.txt")
            )
            .Select(line => line.Split('\t'))
            .Where(parts => parts[2] == "valid" && parts[4] is "FIXED_LINE" or "MOBILE" or "FIXED_LINE_OR_MOBILE")
            .Select(parts => (parts[5], parts[3].Split(';')[0][1..])),
    ];

    [Theory]
    [InlineData("98765432149876543215", "IN", "+919876543214", "+919876543215")]
    [InlineData(" 98765432149876543215 ", "IN", "+919876543214", "+919876543215")]
    [InlineData("0987654321409876543215", "IN", "+919876543214", "+919876543215")]
    [InlineData("919876543214919876543215", "IN", "+919876543214", "+919876543215")]
    [InlineData("+919876543214919876543215", "IN", "+919876543214", "+919876543215")]
    [InlineData("202555014320255501442025550145", "US", "+12025550143", "+12025550144", "+12025550145")]
    [InlineData("1380013800013900139000", "CN", "+8613800138000", "+8613900139000")]
    [InlineData("06123456780612345679", "FR", "+33612345678", "+33612345679")]
    public void Numbers_with_nothing_between_them_are_told_apart_where_one_cut_only_is_valid(
        string value,
        string country,
        params string[] numbers
    )
    {
        var batch = CleaningBench.Batch(
            ["phone", "other_phone", "home_phone"],
            [
                [Encoding.UTF8.GetBytes(value), [], []],
            ]
        );
        CleaningBench.Run(batch, CleaningBench.Options(country));
        var written = Enumerable.Range(0, 3).Select(column => Encoding.UTF8.GetString(batch.Value(0, column)));
        Assert.Equal(numbers, written.Where(text => text.Length > 0));
        Assert.Contains(batch.Counts.Entries, entry => entry.Code.Name == "PHONE_SPLIT");
    }

    [Theory]
    [InlineData("98765432149876543215", "")]
    [InlineData("98765432140034567890", "IN")]
    [InlineData("9876543214987654321", "IN")]
    [InlineData("9876543214-98765432159", "IN")]
    [InlineData("18002026789118002026789", "IN")]
    [InlineData("123456789012345678901", "US")]
    [InlineData("+9198765432149876543215", "IN")]
    [InlineData("3012345678301234567", "DE")]
    // A card's number, which is two numbers of Singapore but for its check digit.
    [InlineData("8123456791234569", "SG")]
    public void What_more_than_one_cut_or_none_makes_valid_is_no_run(string value, string country) =>
        Assert.Equal(0, Cut(value, PhonePlans.OfRegion(Encoding.ASCII.GetBytes(country))).Count);

    [Fact]
    public void No_single_number_of_any_region_becomes_two()
    {
        var random = new Random(Seed);
        string[] starts = ["", "+", "00", "011", "0011", "0", "00 ", "+0"];
        for (var index = 0; index < RandomCount; index++)
        {
            var (region, digits) = lines[random.Next(lines.Length)];
            var code = PhonePlans.AtStart(Encoding.ASCII.GetBytes(digits))!.CallingCodeText.Length;
            var number = random.Next(3) == 0 ? digits[code..] : digits;
            var text = starts[random.Next(starts.Length)] + number;
            var plan =
                random.Next(2) == 0
                    ? PhonePlans.All[random.Next(PhonePlans.All.Count)]
                    : PhonePlans.OfRegion(Encoding.ASCII.GetBytes(region));
            Assert.Equal((text, 0), (text, Cut(text, plan).Count));
        }
    }

    [Fact]
    public void Two_lines_of_a_region_are_cut_between_them_or_not_at_all()
    {
        var random = new Random(Seed);
        var byRegion = lines.GroupBy(line => line.Region).Select(group => group.ToArray()).ToArray();
        var cutCount = 0;
        for (var index = 0; index < RandomCount; index++)
        {
            var group = byRegion[random.Next(byRegion.Length)];
            var (region, first) = group[random.Next(group.Length)];
            var text = first + group[random.Next(group.Length)].Digits;
            var (count, end) = Cut(text, PhonePlans.OfRegion(Encoding.ASCII.GetBytes(region)));
            if (count > 0)
            {
                cutCount++;
                Assert.Equal((text, 2, first.Length), (text, count, end));
            }
        }
        Assert.True(cutCount > RandomCount / 4, cutCount.ToString(CultureInfo.InvariantCulture));
    }

    static (int Count, int FirstEnd) Cut(string text, PhonePlan? plan)
    {
        Span<FieldSpan> parts = stackalloc FieldSpan[PhoneList.PartsMax];
        var count = PhoneRun.Cut(Encoding.ASCII.GetBytes(text), plan, parts);
        return (count, parts[0].Offset + parts[0].Length);
    }
}

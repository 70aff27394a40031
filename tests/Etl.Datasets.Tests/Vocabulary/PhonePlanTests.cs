using System.Text;
using Etl.Datasets.Generation;
using Etl.Datasets.Vocabulary;

namespace Etl.Datasets.Tests.Vocabulary;

public sealed class PhonePlanTests
{
    [Fact]
    public void Every_plan_has_enough_numbers_for_the_largest_file()
    {
        foreach (var place in Regions.Places)
        {
            var needed = (ulong)(GeneratorOptions.RowsMax / 16 + 1) * (ulong)place.Count * 2;
            Assert.True(place.Region.Phones.Capacity >= needed, $"{place.Region.Countries} has too few numbers");
        }
    }

    [Fact]
    public void Numbers_of_a_plan_are_unique_and_of_one_length()
    {
        foreach (var plan in Regions.Places.Select(place => place.Region.Phones).Distinct())
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var digits = new byte[16];
            for (var ordinal = 0UL; ordinal < 20_000; ordinal++)
            {
                var length = plan.WriteNational(ordinal, digits);
                Assert.True(seen.Add(Encoding.ASCII.GetString(digits, 0, length)));
                Assert.InRange(length, 7, 12);
                Assert.False(plan.IsNorthAmerican && (length != 10 || digits[3] < '2'));
            }
        }
    }

    [Fact]
    public void Sixteen_places_share_the_people()
    {
        Assert.Equal(16, Regions.Places.Length);
        Assert.All(Regions.Places, place => Assert.Equal(place.Region.First.Length, place.Region.FirstLatin.Length));
    }
}

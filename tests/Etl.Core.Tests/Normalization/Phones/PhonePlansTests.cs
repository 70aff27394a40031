using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Tests.Normalization.Phones;

public sealed class PhonePlansTests
{
    [Fact]
    public void Every_region_has_one_plan_and_every_code_a_main_one()
    {
        Assert.True(PhonePlans.All.Count > 250);
        var regions = PhonePlans.All.Where(plan => plan.Letters != 0).Select(plan => plan.Letters).ToList();
        Assert.Equal(regions.Count, regions.Distinct().Count());
        foreach (var plan in PhonePlans.All)
        {
            Assert.Same(PhonePlans.MainOf(plan), PhonePlans.AtStart([.. plan.CallingCodeText, .. "23456"u8]));
        }
        Assert.Equal("US", Name(PhonePlans.AtStart("12025550143"u8)!));
        Assert.Equal("GB", Name(PhonePlans.AtStart("44"u8)!));
        Assert.Null(PhonePlans.AtStart("999"u8));
        Assert.Null(PhonePlans.AtStart("044"u8));
        Assert.Null(PhonePlans.AtStart("٦٩ 33"u8));
        Assert.Null(PhonePlans.AtStart("x11"u8));
    }

    [Fact]
    public void Regions_are_countries_that_a_record_can_name()
    {
        // Ascension, Tristan da Cunha and Kosovo have numbers and no code of ISO 3166-1.
        string[] others = ["AC", "TA", "XK"];
        foreach (var plan in PhonePlans.All.Where(plan => plan.Letters != 0))
        {
            var name = Name(plan);
            Assert.True(CountryTable.IsAlpha2([(byte)name[0], (byte)name[1]]) || others.Contains(name), name);
            Assert.Same(plan, PhonePlans.OfRegion([(byte)name[0], (byte)name[1]]));
        }
    }

    [Fact]
    public void A_program_takes_the_first_alternative_that_fits()
    {
        // (1|12)(2)?$ or 0
        ushort[] program =
        [
            0x1010,
            0x3000,
            0x1006,
            0x0002,
            0x2009,
            0,
            0x0002,
            0x0004,
            0x2009,
            0x3001,
            0x100E,
            0x3002,
            0x0004,
            0x3003,
            0x4000,
            0x5000,
            0x0001,
            0x5000,
        ];
        Assert.True(DigitProgram.TryMatch(program, "12"u8, out var match));
        Assert.Equal((2, "1", "2"), Parts(match, "12"u8));
        Assert.True(DigitProgram.TryMatch(program, "122"u8, out match));
        Assert.Equal((3, "12", "2"), Parts(match, "122"u8));
        Assert.True(DigitProgram.TryMatch(program, "0122"u8, out match));
        Assert.Equal((1, "", ""), Parts(match, "0122"u8));
        Assert.False(DigitProgram.TryMatch(program, "1222"u8, out _));
        Assert.False(DigitProgram.TryMatch(program, ""u8, out _));
    }

    static (int Length, string First, string Second) Parts(DigitMatch match, ReadOnlySpan<byte> digits) =>
        (
            match.Length,
            System.Text.Encoding.ASCII.GetString(match.Group(1, digits)),
            System.Text.Encoding.ASCII.GetString(match.Group(2, digits))
        );

    static string Name(PhonePlan plan) => $"{(char)(plan.Letters >> 8)}{(char)(plan.Letters & 0xFF)}";
}

using System.Text;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Tests.Normalization.Phones;

/// <summary>What is read by the first two digits of a number is what the whole procedure reads.</summary>
public sealed class PhoneLeadsTests
{
    const int Seed = 20_261_123;
    const int RoundsPerPlan = 500;

    static readonly string[] prefixes = ["", "", "0", "00", "1", "8", "06", "011", "0011", "810", "010", "9"];

    [Fact]
    public void Numbers_of_every_plan_are_read_as_by_the_reader()
    {
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        var random = new Random(Seed);
        var counts = new int[4];
        foreach (var plan in PhonePlans.All)
        {
            for (var round = 0; round < RoundsPerPlan; round++)
            {
                var digits = RandomNumber(random, plan);
                if (!plan.Leads.TryRead(digits, out var lead))
                {
                    continue;
                }
                counts[(int)lead.Kind]++;
                var place = $"seed {Seed}, {plan.CallingCode} {plan.Letters}, {Encoding.ASCII.GetString(digits)}";
                var phone = PhoneText.OfDigits(digits, hasPlus: false);
                var reading = PhoneJudge.Judge(phone, plan, isBare: true, room, out var isRestored);
                Assert.Equal((place, Written(reading), false), (place, Written(lead, plan, digits), isRestored));
                Assert.Equal((place, PhoneVerdict.Valid), (place, reading.Verdict));
                Assert.False(reading.MayBeMobile(digits), place);
            }
        }
        Assert.True(counts[1] > 1_000 && counts[2] > 100 && counts[3] > 10, string.Join(' ', counts));
    }

    [Fact]
    public void Without_a_region_00_stands_before_a_calling_code()
    {
        Assert.True(PhoneLeads.TryReadAnywhere("00442079460000"u8, out var lead));
        Assert.Equal(2, lead.PrefixLength);
        Assert.False(PhoneLeads.TryReadAnywhere("02079460000"u8, out _));
        Assert.False(PhoneLeads.TryReadAnywhere("00991234567"u8, out _));
        // The 1 behind Mexico's code is to be taken off.
        Assert.False(PhoneLeads.TryReadAnywhere("005215512345678"u8, out _));
        Assert.False(PhoneLeads.TryReadAnywhere("00"u8, out _));
    }

    [Theory]
    [InlineData("US", "2025550143", PhoneLeadKind.National, 0)]
    [InlineData("US", "12025550143", PhoneLeadKind.National, 1)]
    [InlineData("US", "00442079460000", PhoneLeadKind.LineAbroad, 2)]
    [InlineData("GB", "02079460000", PhoneLeadKind.National, 1)]
    [InlineData("GB", "00442079460000", PhoneLeadKind.Abroad, 2)]
    [InlineData("RU", "00442079460000", PhoneLeadKind.LineAbroad, 2)]
    public void Common_numbers_are_read_at_once(string region, string digits, object kind, int prefixLength)
    {
        var plan = PhonePlans.OfRegion(Encoding.ASCII.GetBytes(region))!;
        Assert.True(plan.Leads.TryRead(Encoding.ASCII.GetBytes(digits), out var lead));
        Assert.Equal((kind, prefixLength), (lead.Kind, lead.PrefixLength));
    }

    static byte[] RandomNumber(Random random, PhonePlan plan)
    {
        var text = new StringBuilder(prefixes[random.Next(prefixes.Length)]);
        if (random.Next(2) == 0)
        {
            var other = random.Next(3) == 0 ? plan : PhonePlans.All[random.Next(PhonePlans.All.Count)];
            text.Append(other.CallingCode);
        }
        for (var count = random.Next(5, 12); count > 0; count--)
        {
            text.Append(random.Next(10));
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static string Written(PhoneReading reading) =>
        Encoding.ASCII.GetString(reading.CallingCode) + Encoding.ASCII.GetString(reading.National);

    static string Written(PhoneLead lead, PhonePlan plan, byte[] digits) =>
        (lead.Kind == PhoneLeadKind.National ? Encoding.ASCII.GetString(plan.CallingCodeText) : "")
        + Encoding.ASCII.GetString(digits.AsSpan(lead.PrefixLength));
}

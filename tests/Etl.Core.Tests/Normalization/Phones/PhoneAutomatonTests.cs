using System.Buffers.Binary;
using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Tests.Normalization.Phones;

public sealed class PhoneAutomatonTests
{
    const int Any = -1;

    // States 1 to 4 are settled: 1 is a number that ends, 2, 3 and 4 need one, two and three digits more; 5 goes on with a 7 only.
    static readonly PhoneAutomaton automaton = new(
        5,
        [0, 8, 0, 9, 0, 0],
        [.. Row(Any, 0), .. Row(Any, 0), .. Row(Any, 1), .. Row(Any, 2), .. Row(Any, 3), .. Row(7, 4)]
    );

    [Theory]
    [InlineData(5, "7", 0)]
    [InlineData(5, "71", 9)]
    [InlineData(5, "712", 0)]
    [InlineData(5, "7123", 8)]
    [InlineData(5, "71234", 0)]
    [InlineData(5, "6123", 0)]
    [InlineData(5, "", 0)]
    [InlineData(3, "", 9)]
    [InlineData(3, "12", 8)]
    [InlineData(3, "1234567890123456789012", 0)]
    [InlineData(0, "", 0)]
    public void The_end_is_known_from_where_a_number_is_settled(int state, string digits, int expected) =>
        Assert.Equal(expected, automaton.Match(state, System.Text.Encoding.ASCII.GetBytes(digits)));

    [Fact]
    public void Every_plan_is_walked_as_digit_by_digit()
    {
        var random = new Random(20_261_123);
        Span<byte> digits = stackalloc byte[20];
        for (var round = 0; round < 50_000; round++)
        {
            var plan = PhonePlans.All[random.Next(PhonePlans.All.Count)];
            var count = random.Next(digits.Length);
            foreach (ref var digit in digits[..count])
            {
                digit = (byte)('0' + random.Next(10));
            }
            var split = random.Next(count + 1);
            Assert.Equal(
                plan.Match(digits[..count]),
                plan.MatchBehind(plan.StateBehind(digits[..split]), digits[split..count])
            );
        }
    }

    [Fact]
    public void Numbers_that_walk_together_come_to_what_each_is_alone_or_are_not_settled()
    {
        var random = new Random(20_261_124);
        Span<byte> digits = stackalloc byte[16];
        Span<int> states = stackalloc int[7];
        Span<int> expected = stackalloc int[states.Length];
        Span<ulong> walks = stackalloc ulong[states.Length];
        var settled = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var restLength = random.Next(7);
            for (var index = 0; index < states.Length; index++)
            {
                var plan = PhonePlans.All[random.Next(PhonePlans.All.Count)];
                foreach (ref var digit in digits)
                {
                    digit = (byte)('0' + random.Next(10));
                }
                states[index] = plan.StateBehind(digits[..2]);
                expected[index] = plan.Match(digits[..(2 + PhoneAutomaton.SoonLength + restLength)]);
                walks[index] = BinaryPrimitives.ReadUInt64LittleEndian(digits[2..]);
            }
            PhonePlans.Automaton.WalkSoon(states, walks);
            for (var index = 0; index < states.Length; index++)
            {
                var match = PhonePlans.Automaton.MatchSettled(states[index], restLength);
                Assert.True(match == 0 || match == expected[index], $"round {round}");
                settled += match != 0 ? 1 : 0;
            }
        }
        Assert.True(settled > 5_000, $"{settled} settled");
    }

    static ushort[] Row(int digit, ushort target) =>
        [.. Enumerable.Range(0, 10).Select(each => digit == Any || each == digit ? target : (ushort)0)];
}

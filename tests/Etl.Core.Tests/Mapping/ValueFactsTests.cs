using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class ValueFactsTests
{
    const int Seed = 20_261_123;

    [Fact]
    public void They_are_what_looking_at_each_character_finds()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var value = Value(random);

            var facts = ValueFacts.Of(value);

            Assert.Equal(value.Count(char.IsLetter), facts.LetterCount);
            Assert.Equal(value.Count(char.IsDigit), facts.DigitCount);
            Assert.Equal(value.Any(char.IsAsciiDigit), facts.HasAsciiDigit);
            Assert.Equal(value.Contains('@', StringComparison.Ordinal), facts.HasAt);
        }
    }

    static string Value(Random random) =>
        string.Concat(
            Enumerable
                .Range(0, random.Next(20))
                .Select(_ => (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x80)))
        );
}

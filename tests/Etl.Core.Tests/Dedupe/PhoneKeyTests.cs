using System.Text;
using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class PhoneKeyTests
{
    const int Seed = 20_261_123;

    static readonly string[] pieces = ["+", "1", "49", "353", "0", "00", "0000", "2222", "5", ";ext=", ";", "x", "12"];

    [Fact]
    public void A_look_at_a_few_digits_never_answers_otherwise_than_the_whole_procedure()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 100_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            var number = Encoding.ASCII.GetBytes(text);
            Assert.Equal((text, PhoneKey.IdentifiesStepwise(number)), (text, PhoneKey.Identifies(number)));
        }
    }
}

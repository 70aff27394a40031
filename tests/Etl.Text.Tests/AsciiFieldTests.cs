using System.Text;

namespace Etl.Text.Tests;

public sealed class AsciiFieldTests
{
    [Fact]
    public void A_field_is_ascii_whatever_lies_around_it()
    {
        const int Seed = 37;
        var random = new Random(Seed);
        var buffer = new byte[200];
        var count = 0;
        for (var round = 0; round < 50_000; round++)
        {
            foreach (ref var value in buffer.AsSpan())
            {
                value = (byte)random.Next(random.Next(40) == 0 ? 0x100 : 0x80);
            }
            var offset = random.Next(buffer.Length);
            var field = new FieldSpan(offset, random.Next(Math.Min(80, buffer.Length - offset)));
            var isAscii = Ascii.IsValid(buffer.AsSpan(field.Offset, field.Length));
            Assert.Equal((Seed, round, isAscii), (Seed, round, AsciiField.IsAscii(buffer, field)));
            count += isAscii ? 1 : 0;
        }
        Assert.InRange(count, 10_000, 45_000);
    }
}

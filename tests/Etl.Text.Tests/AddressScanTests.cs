using System.Text;
using Etl.Text.Masks;

namespace Etl.Text.Tests;

public sealed class AddressScanTests
{
    const int Seed = 12;

    [Theory]
    [InlineData("", AddressShape.Unknown)]
    [InlineData("a@b.c", AddressShape.Lower)]
    [InlineData("ann.lee_1+x-y@mail.example.com", AddressShape.Lower)]
    [InlineData("Ann@example.com", AddressShape.Mixed)]
    [InlineData("ann@example.COM", AddressShape.Mixed)]
    [InlineData("-a-@b.c1", AddressShape.Lower)]
    [InlineData("ann@example", AddressShape.Unknown)]
    [InlineData("@example.com", AddressShape.Unknown)]
    [InlineData("ann@", AddressShape.Unknown)]
    [InlineData("a@b@c.d", AddressShape.Unknown)]
    [InlineData(".a@b.c", AddressShape.Unknown)]
    [InlineData("a.@b.c", AddressShape.Unknown)]
    [InlineData("a..b@b.c", AddressShape.Unknown)]
    [InlineData("a@.b.c", AddressShape.Unknown)]
    [InlineData("a@b.c.", AddressShape.Unknown)]
    [InlineData("a@b..c", AddressShape.Unknown)]
    [InlineData("a@-b.c", AddressShape.Unknown)]
    [InlineData("a@b-.c", AddressShape.Unknown)]
    [InlineData("a@b.-c", AddressShape.Unknown)]
    [InlineData("a@b.c-", AddressShape.Unknown)]
    [InlineData("a@b_c.d", AddressShape.Unknown)]
    [InlineData("a@b.1", AddressShape.Unknown)]
    [InlineData("a@1.2b", AddressShape.Lower)]
    [InlineData("a b@c.d", AddressShape.Unknown)]
    [InlineData("é@c.d", AddressShape.Unknown)]
    [InlineData(" a@c.d", AddressShape.Unknown)]
    public void Values_have_their_shape(string value, AddressShape expected) =>
        Assert.Equal(expected, AddressScan.Classify(Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Every_width_agrees_with_the_scalar_twin_whatever_lies_around_the_value()
    {
        var random = new Random(Seed);
        var buffer = new byte[2 * 4096];
        foreach (ref var item in buffer.AsSpan())
        {
            item = "abcdefghijkA01.@_+-..!é"u8[random.Next(random.Next(9) == 0 ? 24 : 16)];
        }
        var knownCount = 0;
        for (var round = 0; round < 200_000; round++)
        {
            buffer[random.Next(buffer.Length)] = "abcdef9A.-@_ "u8[random.Next(13)];
            var length = random.Next(random.Next(20) == 0 ? 70 : 12);
            var start = random.Next(buffer.Length - length);
            var value = buffer.AsSpan(start, length);
            var expected = AddressScan.ClassifyScalar(value);
            knownCount += expected == AddressShape.Unknown ? 0 : 1;
            Assert.Equal((Seed, round, expected), (Seed, round, AddressScan.Classify<Chunk128>(value, out _)));
            Assert.Equal((Seed, round, expected), (Seed, round, AddressScan.Classify<Chunk256>(value, out _)));
            Assert.Equal((Seed, round, expected), (Seed, round, AddressScan.Classify<Chunk512>(value, out _)));
            var isLower = AddressScan.IsLower(buffer, new FieldSpan(start, length), out var at);
            Assert.Equal(
                (Seed, round, expected == AddressShape.Lower && start <= buffer.Length - 64),
                (Seed, round, isLower)
            );
            var shape = AddressScan.Classify(value, out var place);
            Assert.True(shape == AddressShape.Unknown || place == value.IndexOf((byte)'@'));
            Assert.True(!isLower || at == value.IndexOf((byte)'@'));
            var isLookedAt = AddressScan.TryLook(buffer, new FieldSpan(start, length), out var look);
            Assert.Equal(length is > 0 and <= 64 && start <= buffer.Length - 64, isLookedAt);
            var inner = value.Trim((byte)' ');
            var innerShape = isLookedAt ? AddressScan.ClassifyScalar(inner) : AddressShape.Unknown;
            Assert.Equal((Seed, round, innerShape != AddressShape.Unknown), (Seed, round, look.IsUsual));
            if (look.IsUsual)
            {
                var innerStart = value.IndexOfAnyExcept((byte)' ');
                Assert.Equal(new FieldSpan(start + innerStart, inner.Length), look.Trimmed);
                Assert.Equal((innerShape == AddressShape.Mixed, inner.IndexOf((byte)'@')), (look.HasUpper, look.At));
            }
        }
        Assert.True(knownCount > 300, $"Only {knownCount} of the values were addresses.");
    }
}

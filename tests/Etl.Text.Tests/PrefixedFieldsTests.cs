using System.Buffers.Binary;

namespace Etl.Text.Tests;

public sealed class PrefixedFieldsTests
{
    const int BufferLength = 100;

    [Fact]
    public void A_value_of_any_length_is_written_from_any_place_to_any_room()
    {
        var buffer = RandomBytes(BufferLength);
        for (var offset = 0; offset <= buffer.Length; offset++)
        {
            for (var length = 0; length <= buffer.Length - offset; length++)
            {
                FieldSpan[] cells = [new(offset, length)];
                foreach (var surplus in new[] { 0, 1, PrefixedFields.RoomBytes })
                {
                    Assert.Equal(Expected(buffer, cells, [0]), Written(buffer, cells, [0], surplus));
                }
            }
        }
    }

    [Fact]
    public void Rows_of_short_long_and_empty_values_are_written_in_the_order_asked_for()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 5_000; round++)
        {
            var buffer = RandomBytes(random.Next(BufferLength));
            var cells = Enumerable
                .Range(0, 1 + random.Next(8))
                .Select(_ => RandomCell(random, buffer.Length))
                .ToArray();
            var order = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(cells.Length)).ToArray();
            var surplus = random.Next(2 * PrefixedFields.RoomBytes);
            Assert.Equal(Expected(buffer, cells, order), Written(buffer, cells, order, surplus));
        }
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused()
    {
        var buffer = RandomBytes(BufferLength);
        FieldSpan[] cells = [new(0, 40)];
        Assert.ThrowsAny<ArgumentException>(() => PrefixedFields.Write(buffer, cells, [0], new byte[43]));
        Assert.ThrowsAny<ArgumentException>(() => PrefixedFields.Write(buffer, cells, [0], new byte[3]));
        Assert.ThrowsAny<ArgumentException>(() => PrefixedFields.Write(buffer, [new(0, 3)], [0], new byte[6]));
    }

    [Theory]
    [InlineData(90, 11)]
    [InlineData(101, 1)]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    [InlineData(int.MaxValue, 5)]
    public void A_cell_outside_the_buffer_is_refused(int offset, int length)
    {
        var buffer = RandomBytes(BufferLength);
        Assert.ThrowsAny<ArgumentException>(() =>
            PrefixedFields.Write(buffer, [new(offset, length)], [0], new byte[200])
        );
    }

    static FieldSpan RandomCell(Random random, int bufferLength)
    {
        var length = random.Next(3) == 0 ? 0 : random.Next(Math.Min(bufferLength, 50) + 1);
        return new FieldSpan(random.Next(bufferLength - length + 1), length);
    }

    static byte[] Written(byte[] buffer, FieldSpan[] cells, int[] order, int surplus)
    {
        var length = order.Sum(index => PrefixedFields.PrefixBytes + cells[index].Length);
        var destination = new byte[length + surplus];
        Assert.Equal(length, PrefixedFields.Write(buffer, cells, order, destination));
        return destination[..length];
    }

    static byte[] Expected(byte[] buffer, FieldSpan[] cells, int[] order)
    {
        var expected = new List<byte>();
        foreach (var cell in order.Select(index => cells[index]))
        {
            var prefix = new byte[PrefixedFields.PrefixBytes];
            BinaryPrimitives.WriteInt32BigEndian(prefix, cell.Length == 0 ? -1 : cell.Length);
            expected.AddRange(prefix);
            expected.AddRange(buffer[cell.Offset..cell.End]);
        }
        return [.. expected];
    }

    static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(20260923).NextBytes(bytes);
        return bytes;
    }
}

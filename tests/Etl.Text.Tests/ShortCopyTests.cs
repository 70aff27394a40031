namespace Etl.Text.Tests;

public sealed class ShortCopyTests
{
    [Fact]
    public void A_value_of_any_length_is_copied_from_any_place_to_any_room()
    {
        var buffer = new byte[100];
        new Random(20260923).NextBytes(buffer);
        for (var offset = 0; offset <= buffer.Length; offset++)
        {
            for (var length = 0; length <= buffer.Length - offset; length++)
            {
                foreach (var room in new[] { length, length + 1, length + ShortCopy.RoomBytes })
                {
                    var destination = new byte[room];
                    ShortCopy.Copy(buffer, new FieldSpan(offset, length), destination);
                    Assert.True(destination.AsSpan(0, length).SequenceEqual(buffer.AsSpan(offset, length)));
                }
            }
        }
    }

    [Fact]
    public void A_buffer_that_is_shorter_than_one_load_is_copied_too()
    {
        var destination = new byte[64];
        ShortCopy.Copy("abc"u8, new FieldSpan(1, 2), destination);
        Assert.True(destination.AsSpan(0, 2).SequenceEqual("bc"u8));
    }
}

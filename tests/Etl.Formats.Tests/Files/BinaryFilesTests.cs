using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Tests.Files;

public sealed class BinaryFilesTests
{
    [Theory]
    [InlineData(0x00)]
    [InlineData(0x08)]
    [InlineData(0x1F)]
    public void More_than_one_control_character_in_fifty_is_no_text(byte control)
    {
        BinaryFiles.RefuseControls(Text(150, 3, control), "a.csv");

        Assert.Throws<JobException>(() => BinaryFiles.RefuseControls(Text(149, 3, control), "a.csv"));
    }

    [Theory]
    [InlineData((byte)'\t')]
    [InlineData((byte)'\n')]
    [InlineData((byte)'\f')]
    [InlineData((byte)'\r')]
    [InlineData(0x1B)]
    [InlineData(0x20)]
    [InlineData(0x7F)]
    [InlineData(0xFF)]
    public void What_text_holds_is_text_however_much_of_it(byte value) =>
        BinaryFiles.RefuseControls(Text(150, 150, value), "a.csv");

    static byte[] Text(int length, int count, byte value)
    {
        var text = new byte[length];
        text.AsSpan().Fill((byte)'a');
        text.AsSpan(length - count).Fill(value);
        return text;
    }
}

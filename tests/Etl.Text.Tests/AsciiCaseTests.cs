namespace Etl.Text.Tests;

public sealed class AsciiCaseTests
{
    [Fact]
    public void Every_byte_at_every_length_is_lowered_like_by_the_runtime_and_others_stay()
    {
        for (var length = 0; length < 70; length++)
        {
            for (var shift = 0; shift < 256; shift++)
            {
                var source = Enumerable.Range(shift, length).Select(value => (byte)(value * 7)).ToArray();
                var expected = source.Select(value =>
                    value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value + 32) : value
                );
                var lowered = new byte[length + 3];
                Assert.Equal(length, AsciiCase.ToLower(source, lowered));
                Assert.Equal([.. expected, 0, 0, 0], lowered);
                AsciiCase.ToLower(source, source);
                Assert.Equal(lowered[..length], source);
            }
        }
    }

    [Fact]
    public void Only_the_case_of_ascii_letters_is_ignored()
    {
        Assert.True(AsciiCase.EqualsIgnoreCase("Ada@Example.ORG"u8, "aDA@example.org"u8));
        Assert.True(AsciiCase.EqualsIgnoreCase("JOSÉ"u8, "josÉ"u8));
        Assert.False(AsciiCase.EqualsIgnoreCase("JOSÉ"u8, "josé"u8));
        Assert.False(AsciiCase.EqualsIgnoreCase("@"u8, "`"u8));
        Assert.False(AsciiCase.EqualsIgnoreCase("a"u8, "ab"u8));
        Assert.True(AsciiCase.EqualsIgnoreCase([], []));
    }
}

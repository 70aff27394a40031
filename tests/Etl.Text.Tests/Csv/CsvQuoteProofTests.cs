using System.Text;
using Etl.Text.Csv;
using Etl.Text.Masks;

namespace Etl.Text.Tests.Csv;

public sealed class CsvQuoteProofTests
{
    [Theory]
    [InlineData("a,b\n", true)]
    [InlineData("\"a\",\"b\"\"c\",\"\"\n", true)]
    [InlineData("\"a\nb\"\r\n", true)]
    [InlineData("\"a\" ,b\n", false)]
    [InlineData("a\"b,c\n", false)]
    [InlineData("\"a\"b,c\n", false)]
    [InlineData(" \"a\"\n", false)]
    public void Only_what_parity_reads_right_is_regular(string text, bool expected) =>
        Assert.Equal(expected, TryRead(text, new CsvSyntax(), out _));

    [Theory]
    [InlineData("a,b\n", ".,.E")]
    [InlineData("\"a,\nb\",\"\"\n", "......,..E")]
    public void What_stands_inside_quotes_ends_nothing(string text, string expected)
    {
        Assert.True(TryRead(text, new CsvSyntax(), out var found));
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData(64, 1, true)]
    [InlineData(63, 1, false)]
    [InlineData(64, 0, false)]
    public void A_chunk_with_more_in_quotes_than_a_field_may_have_is_not_regular(int bytes, int lines, bool expected)
    {
        var syntax = new CsvSyntax { QuotedBytesMax = bytes, QuotedLinesMax = lines };
        Assert.Equal(expected, TryRead("\"a\nb\"\n", syntax, out _));
    }

    [Fact]
    public void A_field_with_a_doubled_quote_between_two_chunks_is_as_long_as_both()
    {
        var proof = new CsvQuoteProof(new CsvSyntax { QuotedBytesMax = 100 });
        var (lineEnds, structure) = (0UL, 0UL);
        Assert.True(proof.TryRead((1UL << 63) | 1, opener: 1, ulong.MaxValue, ref lineEnds, ref structure));
        Assert.False(proof.TryRead(1, opener: 1, ulong.MaxValue, ref lineEnds, ref structure));
    }

    /// <summary>Reads a text of one chunk that starts where a row starts; what ends a field or a row in the end is shown by comma and E.</summary>
    static bool TryRead(string text, CsvSyntax syntax, out string found)
    {
        var chunk = SafeLoad.Load<Chunk128>(Encoding.ASCII.GetBytes(text));
        var valid = MaskBits.Lowest(text.Length);
        var lineEnds = (chunk.Equal((byte)'\n') | chunk.Equal((byte)'\r')) & valid;
        var structure = lineEnds | (chunk.Equal((byte)',') & valid);
        var isRegular = new CsvQuoteProof(syntax).TryRead(
            chunk.Equal((byte)'"') & valid,
            opener: 1,
            valid,
            ref lineEnds,
            ref structure
        );
        found = string.Concat(
            Enumerable
                .Range(0, text.Length)
                .Select(index =>
                    ((lineEnds >> index) & 1) != 0 ? 'E'
                    : ((structure >> index) & 1) != 0 ? ','
                    : '.'
                )
        );
        return isRegular;
    }
}

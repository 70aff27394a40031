using Etl.Jobs.Yaml;
using YamlDotNet.RepresentationModel;

namespace Etl.Jobs.Tests.Yaml;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("First Name")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("no")]
    [InlineData("0123")]
    [InlineData("1e3")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- item")]
    [InlineData("=1+1")]
    [InlineData("line\r\nbreak\tand tab")]
    [InlineData("\"quoted\" and 'single' and \\")]
    [InlineData("手机 / móvil / Straße")]
    [InlineData("---")]
    [InlineData("...")]
    [InlineData("👍")]
    public void A_text_is_read_back_as_it_was_as_key_and_as_value(string text)
    {
        var written = YamlText.Write(new YamlMappingNode { { YamlText.Scalar(text), YamlText.Scalar(text) } });

        var (key, value) = Assert.Single(((YamlMappingNode)YamlText.Root(written)!).Children);
        Assert.Equal(text, ((YamlScalarNode)key).Value);
        Assert.Equal(text, ((YamlScalarNode)value).Value);
        Assert.False(YamlText.IsNull((YamlScalarNode)value), written);
    }

    [Theory]
    [InlineData("a:", true)]
    [InlineData("a: ~", true)]
    [InlineData("a: null", true)]
    [InlineData("a: \"\"", false)]
    [InlineData("a: 'null'", false)]
    [InlineData("a: nil", false)]
    public void Nothing_is_told_from_a_text_by_its_quotes(string yaml, bool isNull)
    {
        var value = Assert.Single(((YamlMappingNode)YamlText.Root(yaml)!).Children).Value;

        Assert.Equal(isNull, YamlText.IsNull((YamlScalarNode)value));
    }

    [Fact]
    public void Nothing_is_written_so_that_it_is_nothing_again()
    {
        var written = YamlText.Write(new YamlMappingNode { { YamlText.Scalar("a"), YamlText.Null() } });

        var value = Assert.Single(((YamlMappingNode)YamlText.Root(written)!).Children).Value;
        Assert.True(YamlText.IsNull((YamlScalarNode)value), written);
    }

    [Fact]
    public void A_text_without_a_document_has_no_root() => Assert.Null(YamlText.Root("# nothing but a comment"));
}

using System.Text;
using Etl.Core.Normalization.Names;

namespace Etl.Core.Tests.Normalization.Names;

public sealed class ChineseSyllablesTests
{
    [Theory]
    [InlineData("Na", true)]
    [InlineData("Xiaoming", true)]
    [InlineData("Ing-wen", true)]
    [InlineData("Hsien", true)]
    [InlineData("Loong", true)]
    [InlineData("Kwok", true)]
    [InlineData("Hwee", true)]
    [InlineData("Teck", true)]
    [InlineData("Tng", true)]
    [InlineData("AH", true)]
    [InlineData("Smith", false)]
    [InlineData("Kumar", false)]
    [InlineData("Maria", false)]
    [InlineData("Peter", false)]
    [InlineData("St", false)]
    [InlineData("Ing-", false)]
    [InlineData("-", false)]
    [InlineData("", false)]
    [InlineData("é", false)]
    [InlineData("Abcdefghijklmnopqrstuvwxyz", false)]
    public void A_word_has_the_shape_of_chinese_syllables(string word, bool expected) =>
        Assert.Equal(expected, ChineseSyllables.Are(Encoding.UTF8.GetBytes(word)));
}

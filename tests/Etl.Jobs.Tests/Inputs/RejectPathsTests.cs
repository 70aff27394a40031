using Etl.Jobs.Inputs;

namespace Etl.Jobs.Tests.Inputs;

public sealed class RejectPathsTests
{
    [Theory]
    [InlineData("contacts.csv", "contacts.csv.rejects.csv")]
    [InlineData("contacts.csv.rejects.csv", "contacts.csv.rejects.2.csv")]
    [InlineData("contacts.csv.rejects.2.csv", "contacts.csv.rejects.3.csv")]
    [InlineData("a/b.txt.gz", "a/b.txt.gz.rejects.csv")]
    [InlineData("-", "stdin.rejects.csv")]
    public void Each_input_has_its_own_rejects_file(string input, string expected) =>
        Assert.Equal(expected, RejectPaths.For(input, null, 0));

    [Fact]
    public void A_named_file_is_numbered_from_the_second_input_on()
    {
        Assert.Equal("bad.csv", RejectPaths.For("a.csv", "bad.csv", 0));
        Assert.Equal("bad.2.csv", RejectPaths.For("b.csv", "bad.csv", 1));
    }

    [Theory]
    [InlineData("a.csv.rejects.csv", true)]
    [InlineData("a.csv.rejects.2.csv.jsonl", true)]
    [InlineData("a.csv.rejects.csv.yaml", true)]
    [InlineData("rejects.csv", false)]
    public void By_products_are_known(string path, bool expected) =>
        Assert.Equal(expected, RejectPaths.IsByProduct(path));
}

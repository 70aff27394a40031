using System.Text;
using Etl.Cli.Hosting;

namespace Etl.Cli.Tests.Hosting;

public sealed class ProcessTitleTests
{
    [Theory]
    [InlineData("--to\0postgres://a:s3cret@h/d\0", 5, "postgres://a@h/d       ")]
    [InlineData("x\0--to=postgres://a:s3cret@h/d\0y\0", 2, "--to=postgres://a@h/d       ")]
    [InlineData("--to=Host=h;Password=s3cret\0", 0, "--to=host=h                ")]
    public void Arguments_with_a_password_keep_their_place_and_length(string arguments, int start, string text)
    {
        var change = Assert.Single(ProcessTitle.Changes(Encoding.UTF8.GetBytes(arguments)));

        Assert.Equal((start, text), (change.Start, Encoding.UTF8.GetString(change.Text)));
    }

    [Fact]
    public void Arguments_without_one_stay() =>
        Assert.Empty(ProcessTitle.Changes("etl\0import\0a b.csv\0--to\0postgres://a@h/d?table=x\0"u8));
}

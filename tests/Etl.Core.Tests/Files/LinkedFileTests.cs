using Etl.Core.Files;
using Etl.Testing;

namespace Etl.Core.Tests.Files;

public sealed class LinkedFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_link_to_a_link_is_the_file_behind_both()
    {
        var file = folder.Write("a.csv", "x");
        File.CreateSymbolicLink(folder.File("first"), "a.csv");
        File.CreateSymbolicLink(folder.File("second"), folder.File("first"));
        Assert.Equal(file, LinkedFile.Resolve(folder.File("second")));
        Assert.Equal(file, LinkedFile.Resolve(file));
    }

    [Fact]
    public void The_length_is_that_of_the_file_behind_links()
    {
        folder.Write("a.csv", new string('x', 1000));
        File.CreateSymbolicLink(folder.File("first"), "a.csv");
        File.CreateSymbolicLink(folder.File("second"), folder.File("first"));
        File.CreateSymbolicLink(folder.File("astray"), folder.File("nothing"));
        Assert.Equal(1000, LinkedFile.LengthOf(folder.File("a.csv")));
        Assert.Equal(1000, LinkedFile.LengthOf(folder.File("second")));
        Assert.Equal(-1, LinkedFile.LengthOf(folder.File("astray")));
        Assert.Equal(-1, LinkedFile.LengthOf(folder.File("nothing")));
    }

    [Fact]
    public void What_is_not_there_or_leads_in_a_circle_is_the_path_itself()
    {
        Assert.Equal(folder.File("nothing"), LinkedFile.Resolve(folder.File("nothing")));
        File.CreateSymbolicLink(folder.File("a"), folder.File("b"));
        File.CreateSymbolicLink(folder.File("b"), folder.File("a"));
        Assert.Equal(folder.File("a"), LinkedFile.Resolve(folder.File("a")));
    }
}

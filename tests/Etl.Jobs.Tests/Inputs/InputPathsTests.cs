using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Inputs;

public sealed class InputPathsTests
{
    [Fact]
    public void A_glob_is_expanded_in_order_and_without_rejects()
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["b.csv", "a.csv", "a.csv.rejects.csv", "c.txt"])
        {
            File.WriteAllText(Path.Combine(folder.Path, name), "x");
        }
        var found = InputPaths.Expand([Path.Combine(folder.Path, "*.csv")]);
        Assert.Equal(["a.csv", "b.csv"], found.Select(Path.GetFileName));
    }

    [Fact]
    public void A_glob_without_files_is_refused() =>
        Assert.Throws<JobException>(() => InputPaths.Expand(["no-such-file-*.csv"]));

    [Fact]
    public void Other_paths_stay_as_they_are() => Assert.Equal(["x.csv", "-"], InputPaths.Expand(["x.csv", "-"]));
}

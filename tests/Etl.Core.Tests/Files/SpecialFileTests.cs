using Etl.Core.Files;
using Etl.Testing;

namespace Etl.Core.Tests.Files;

public sealed class SpecialFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_a_folder_and_nothing_are_not_special()
    {
        Assert.False(SpecialFile.IsAt(folder.Write("a.csv", "x")));
        Assert.False(SpecialFile.IsAt(folder.Path));
        Assert.False(SpecialFile.IsAt(folder.File("nothing.csv")));
        Assert.False(SpecialFile.IsAt("-"));
    }

    [Fact]
    public void A_link_is_what_it_names()
    {
        File.CreateSymbolicLink(folder.File("file"), folder.Write("a.csv", "x"));
        Assert.False(SpecialFile.IsAt(folder.File("file")));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a name below /dev says it.");
        File.CreateSymbolicLink(folder.File("device"), "/dev/null");
        Assert.True(SpecialFile.IsAt(folder.File("device")));
    }

    [Fact]
    public void A_device_is_special()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such devices there.");
        Assert.True(SpecialFile.IsAt("/dev/null"));
    }

    [Fact]
    public void A_file_in_a_folder_of_devices_is_not_special()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "This system keeps no files there.");
        var path = Path.Combine("/dev/shm", Path.GetRandomFileName());
        File.WriteAllText(path, "x");
        try
        {
            Assert.False(SpecialFile.IsAt(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_named_pipe_is_special()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a name below /dev says it.");
        var pipe = folder.File("pipe");
        await ProcessRunner.RunAsync(new ProcessCommand("mkfifo", pipe), TestContext.Current.CancellationToken);
        Assert.True(SpecialFile.IsAt(pipe));
    }
}

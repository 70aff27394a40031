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

    [Theory]
    [InlineData("/dev/stdout", 1)]
    [InlineData("/dev/stderr", 2)]
    [InlineData("/dev/fd/1", 1)]
    [InlineData("/dev/./fd/12", 12)]
    [InlineData("/proc/self/fd/3", 3)]
    [InlineData("/dev/fd", null)]
    [InlineData("/dev/fd/", null)]
    [InlineData("/dev/fd/1.csv", null)]
    [InlineData("/dev/fd/-1", null)]
    [InlineData("/dev/null", null)]
    [InlineData("-", null)]
    public void A_name_of_an_open_descriptor_says_its_number(string path, int? number)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such names there.");
        Assert.Equal(number, SpecialFile.DescriptorOf(path));
        File.CreateSymbolicLink(folder.File("link"), path);
        Assert.Equal(number, SpecialFile.DescriptorOf(folder.File("link")));
    }

    [Fact]
    public void Links_that_lead_nowhere_are_no_descriptor()
    {
        File.CreateSymbolicLink(folder.File("a"), folder.File("b"));
        File.CreateSymbolicLink(folder.File("b"), folder.File("a"));
        Assert.Null(SpecialFile.DescriptorOf(folder.File("a")));
        Assert.False(SpecialFile.IsWrittenInPlace(folder.File("a")));
    }

    [Fact]
    public void What_the_process_opened_by_itself_is_not_written_by_its_number()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere handles are no descriptors or have no such names.");
        Assert.True(SpecialFile.IsWrittenInPlace("/dev/stderr"));
        using var own = File.OpenHandle(folder.Write("a.csv", "x"), FileMode.Open, FileAccess.Write);
        Assert.False(SpecialFile.IsWrittenInPlace($"/dev/fd/{own.DangerousGetHandle()}"));
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

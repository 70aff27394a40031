using System.IO.Pipes;
using Etl.Core.Files;
using Etl.Testing;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Tests.Files;

public sealed class DiskFlushTests
{
    [Fact]
    public void A_file_is_flushed()
    {
        using var folder = new TempFolder();
        using var stream = File.Create(folder.File("a"));
        stream.Write("a"u8);

        DiskFlush.Run(stream.SafeFileHandle);
    }

    [Fact]
    public void A_flush_that_the_system_refuses_is_a_failure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File descriptors are Linux's.");
        // No file has this descriptor.
        using var closed = new SafeFileHandle(1_000_000, ownsHandle: false);

        var exception = Assert.Throws<IOException>(() => DiskFlush.Run(closed));

        Assert.Equal(9, exception.HResult); // EBADF
    }

    [Fact]
    public void What_has_nothing_to_flush_is_no_failure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File descriptors are Linux's.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);

        DiskFlush.Run(handle);
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Files;

/// <summary>Brings what was written to a file to the disk.</summary>
/// <remarks>
/// On Linux by the system's own call: the runtime takes its failure for success (.NET 10 compares before it assigns, in
/// <c>SystemNative_FSync</c>), and a file whose bytes the disk refused would get its name.
/// </remarks>
public static class DiskFlush
{
    const int Interrupted = 4;

    /// <summary>EINVAL, EROFS and ENOTSUP of Linux: pipes, devices and the like have nothing to flush.</summary>
    static ReadOnlySpan<int> Unsupported => [22, 30, 95];

    /// <summary>Returns when all that was written to the file is on the disk.</summary>
    /// <exception cref="IOException">The disk refused some of it. The system says so once only, a later flush would succeed.</exception>
    public static void Run(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }
        int error;
        do
        {
            error = Flush(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
        } while (error == Interrupted);
        if (error != 0 && !Unsupported.Contains(error))
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Flush(SafeFileHandle file);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Files;

/// <summary>
/// Reading and writing a file past the system's cache (<c>O_DIRECT</c> of Linux): no copy, and no memory that only waits for the disk.
/// Addresses, offsets and lengths are then multiples of <see cref="AlignedMemory.Alignment"/>.
/// </summary>
static class DirectAccess
{
    /// <summary>Bytes after which the speed of direct access is judged.</summary>
    public const long TrialBytes = 16L << 20;

    /// <summary>A disk that gives or takes less with it gets the system's cache back.</summary>
    public const long BytesPerSecondMin = 256L << 20;

    const int GetFlags = 3; // F_GETFL
    const int SetFlags = 4; // F_SETFL
    const int InvalidArgument = 22; // EINVAL

    /// <summary>O_DIRECT, which each family of processors numbers otherwise; 0 where it is not known.</summary>
    static readonly int Direct = RuntimeInformation.ProcessArchitecture switch
    {
        _ when !OperatingSystem.IsLinux() => 0,
        Architecture.X64 => 0x4000,
        Architecture.Arm64 => 0x10000,
        _ => 0,
    };

    /// <summary>Begins or ends direct access; false when this file has none, and nothing is changed then.</summary>
    public static bool TrySet(SafeFileHandle file, bool isDirect)
    {
        if (Direct == 0)
        {
            return false;
        }
        var flags = Control(file, GetFlags, 0);
        return flags >= 0 && Control(file, SetFlags, isDirect ? flags | Direct : flags & ~Direct) == 0;
    }

    /// <summary>True for what a file system throws that takes the flag but not the access, or wants a larger alignment.</summary>
    public static bool IsUnsupported(IOException exception) => exception.HResult == InvalidArgument;

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Control(SafeFileHandle file, int command, nint argument);
}

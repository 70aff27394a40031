using System.Runtime.InteropServices;
using System.Text;

namespace Etl.Core.Files;

/// <summary>
/// Pipes, devices and sockets under a name: <c>/dev/null</c>, a named pipe (<c>mkfifo</c>), what a shell makes of <c>&lt;(…)</c> and
/// <c>&gt;(…)</c>. They are read and written once, from one end to the other, in place.
/// </summary>
public static class SpecialFile
{
    // statx(2) of Linux: the layout is the same for all processors, unlike that of stat(2).
    const int CurrentFolder = -100; // AT_FDCWD
    const uint TypeWanted = 1; // STATX_TYPE
    const int ResultBytes = 256;
    const int ModeOffset = 28;
    const int TypeMask = 0xF000; // S_IFMT
    const int Folder = 0x4000; // S_IFDIR
    const int Ordinary = 0x8000; // S_IFREG

    /// <summary>
    /// True when the path, links followed, names no ordinary file and no folder; false when nothing is there. Where the system
    /// cannot be asked, all below <c>/dev</c> is taken for special.
    /// </summary>
    public static bool IsAt(string path) =>
        OperatingSystem.IsLinux() && Mode(path) is { } mode
            ? mode != 0 && (mode & TypeMask) is not (Folder or Ordinary)
            : Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Type and permissions; 0 when nothing is there, null when the system has no such question.</summary>
    static int? Mode(string path)
    {
        try
        {
            var result = new byte[ResultBytes];
            return Ask(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, TypeWanted, result) == 0
                ? BitConverter.ToUInt16(result, ModeOffset)
                : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Ask(int folder, byte[] path, int flags, uint mask, [Out] byte[] result);
}

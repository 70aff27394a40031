using System.Globalization;
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
    const int Pipe = 0x1000; // S_IFIFO
    const int Folder = 0x4000; // S_IFDIR
    const int Ordinary = 0x8000; // S_IFREG
    const int LinksMax = 40; // As many as Linux follows.
    const int GetFlags = 1; // F_GETFD
    const int CloseOnStart = 1; // FD_CLOEXEC

    /// <summary>Where the open descriptors of this process stand under their numbers.</summary>
    static readonly string[] descriptors =
    [
        "/dev/fd/",
        "/proc/self/fd/",
        FormattableString.Invariant($"/proc/{Environment.ProcessId}/fd/"),
    ];

    static readonly string[] standardNames = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];

    /// <summary>
    /// True when the path, links followed, names no ordinary file and no folder; false when nothing is there. Where the system
    /// cannot be asked, all below <c>/dev</c> is taken for special.
    /// </summary>
    public static bool IsAt(string path) =>
        OperatingSystem.IsLinux() && Mode(path) is { } mode
            ? mode != 0 && (mode & TypeMask) is not (Folder or Ordinary)
            : Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>
    /// True when an output of that path is written in place, from one end to the other: to a special file, or to an open descriptor
    /// (<c>/dev/stdout</c>, <c>/dev/fd/3</c>), also when that leads to an ordinary file, of which others may write a part.
    /// </summary>
    public static bool IsWrittenInPlace(string path) =>
        DescriptorOf(path) is { } descriptor ? IsInherited(descriptor) : IsAt(path);

    /// <summary>True when the path, links followed, is a pipe under a name (<c>mkfifo</c>); false where the system cannot be asked.</summary>
    public static bool IsNamedPipe(string path) =>
        OperatingSystem.IsLinux() && DescriptorOf(path) is null && Mode(path) is { } mode && (mode & TypeMask) == Pipe;

    /// <summary>
    /// The number of the open descriptor that the path names, links followed, as <c>/dev/stdout</c>, <c>/dev/fd/1</c> and
    /// <c>/proc/self/fd/1</c> do; null when it names none.
    /// </summary>
    public static int? DescriptorOf(string path)
    {
        var full = OperatingSystem.IsWindows() ? null : Path.GetFullPath(path);
        for (var links = 0; full is not null && links <= LinksMax; links++)
        {
            var standard = Array.IndexOf(standardNames, full);
            if (standard >= 0)
            {
                return standard;
            }
            var folder = Array.Find(descriptors, name => full.StartsWith(name, StringComparison.Ordinal));
            if (folder is not null)
            {
                return int.TryParse(
                    full.AsSpan(folder.Length),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : null;
            }
            full = NextOf(full);
        }
        return null;
    }

    /// <summary>Opens a path that <see cref="IsWrittenInPlace"/> says so of, for writing; a pipe opens when somebody reads from it.</summary>
    public static Stream OpenInPlace(string path) =>
        DescriptorOf(path) is { } descriptor
            ? new DescriptorStream(descriptor)
            : new FileStream(Path.GetFullPath(path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);

    /// <summary>
    /// True when whoever started this process gave it the descriptor. What the process opened by itself (a store, the runtime's own pipes) is
    /// closed when it starts another program, and nobody may write into it by its number.
    /// </summary>
    static bool IsInherited(int descriptor) =>
        Control(descriptor, GetFlags) is >= 0 and var flags && (flags & CloseOnStart) == 0;

    /// <summary>What a link leads to, one step; null when the path is none.</summary>
    static string? NextOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Control(int descriptor, int command);

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Ask(int folder, byte[] path, int flags, uint mask, [Out] byte[] result);
}

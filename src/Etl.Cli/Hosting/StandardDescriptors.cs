using System.Runtime.InteropServices;

namespace Etl.Cli.Hosting;

/// <summary>
/// Keeps the numbers of standard input, output and error for them: a process that is started without one of them (<c>&gt;&amp;-</c>) would
/// give its number to the first file that it opens, and print into it. What the runtime opened before the program's first line keeps its
/// number: nothing in the published program, its pipe for signals where the program is compiled while it runs.
/// </summary>
static class StandardDescriptors
{
    const int Last = 2;
    const int GetFlags = 1; // F_GETFD

    /// <summary>
    /// Opens <c>/dev/null</c> for reading in the place of each that is missing: reading finds the end at once, and writing fails as it
    /// would without it. To be called before anything is opened.
    /// </summary>
    public static void Reserve()
    {
        for (var descriptor = 0; descriptor <= Last; descriptor++)
        {
            // The lowest free number is given out, so an open fills just this gap.
            if (Control(descriptor, GetFlags, 0) < 0 && Open("/dev/null\0"u8.ToArray(), 0) != descriptor)
            {
                return;
            }
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Control(int descriptor, int command, nint argument);

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open(byte[] path, int flags);
}

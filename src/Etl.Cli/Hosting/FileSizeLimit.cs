using System.Runtime.InteropServices;

namespace Etl.Cli.Hosting;

/// <summary>
/// A limit on the size of files (<c>ulimit -f</c>): by default its signal ends the process in the middle of a write. Ignored, the write
/// fails like one to a full disk, and the job says so and takes its partial files away.
/// </summary>
static class FileSizeLimit
{
    const int FileSizeSignal = 25; // SIGXFSZ
    const nint Ignore = 1; // SIG_IGN

    /// <summary>Lets writes beyond the limit fail. Programs that this process starts ignore the signal too.</summary>
    public static void Report() => Handle(FileSizeSignal, Ignore);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint Handle(int signal, nint handler);
}

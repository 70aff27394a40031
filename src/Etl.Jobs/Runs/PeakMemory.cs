using System.Buffers.Text;
using System.Diagnostics;

namespace Etl.Jobs.Runs;

/// <summary>The largest resident size of this process so far.</summary>
static class PeakMemory
{
    const string StatusOfLinux = "/proc/self/status";

    /// <summary>The size in bytes.</summary>
    public static long Bytes() => OperatingSystem.IsLinux() && OfStatus() is { } bytes ? bytes : OfProcess();

    /// <summary>
    /// The line <c>VmHWM:   123 kB</c> of the process's status (proc_pid_status(5)): <see cref="Process"/> reads the same, but the state of
    /// each thread too, for a millisecond or two. Null where it is not there.
    /// </summary>
    static long? OfStatus()
    {
        try
        {
            var status = File.ReadAllBytes(StatusOfLinux).AsSpan();
            var line = status.IndexOf("VmHWM:"u8);
            var digits = line < 0 ? [] : status[(line + 6)..].TrimStart(" \t"u8);
            return Utf8Parser.TryParse(digits, out long kilobytes, out _) ? kilobytes * 1024 : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static long OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

using System.Runtime.InteropServices;

namespace Etl.Core.Files;

/// <summary>
/// Writes to an open descriptor of a Unix process, where it stands: what others write to the same file in between stays. Unlike the
/// stream of <see cref="Console"/> it fails when the reader of a pipe went away.
/// </summary>
/// <param name="descriptor">Its number; it stays open.</param>
public sealed class DescriptorStream(int descriptor) : WriteOnlyStream
{
    /// <summary>The number of standard output.</summary>
    public const int Output = 1;

    const int Interrupted = 4; // EINTR
    const short Writable = 4; // POLLOUT

    // EAGAIN, of a pipe that does not block because whoever shares it wants it so.
    static readonly int notNow = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Writes all of it, and waits while a pipe is full.</summary>
    /// <exception cref="IOException">The system refuses; <see cref="Exception.HResult"/> is its number for that.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(descriptor, in buffer[0], buffer.Length);
            if (written < 0)
            {
                WaitOrThrow(Marshal.GetLastPInvokeError());
            }
            buffer = buffer[Math.Max(0, (int)written)..];
        }
    }

    void WaitOrThrow(int error)
    {
        if (error == notNow)
        {
            var question = new Question { Descriptor = descriptor, Asked = Writable };
            _ = Wait(ref question, 1, -1);
        }
        else if (error != Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint Write(int descriptor, in byte buffer, nint length);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Wait(ref Question question, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c>.</summary>
    struct Question
    {
        public int Descriptor;
        public short Asked;
        public short Answered;
    }
}

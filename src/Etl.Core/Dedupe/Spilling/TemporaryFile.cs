using System.Runtime.InteropServices;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// A file for what does not fit into memory. It holds people's data, so only its owner may read it, and it has no name while it is
/// used (on Windows: it is deleted when it is closed): whatever ends the process, nothing is left.
/// </summary>
sealed class TemporaryFile : IDisposable
{
    const int PunchHole = 3; // FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE of Linux

    readonly string folder;
    readonly FileStream stream;
    readonly SafeFileHandle handle;

    /// <summary>Makes an empty file.</summary>
    /// <exception cref="PipelineException">The folder takes no files.</exception>
    public TemporaryFile(string folder)
    {
        this.folder = folder;
        var path = Path.Combine(folder, $".etl-{Guid.NewGuid():N}.temporary");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        try
        {
            stream = new FileStream(path, options);
            handle = stream.SafeFileHandle;
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed("written", exception);
        }
    }

    /// <summary>Bytes written so far by <see cref="Append"/>.</summary>
    public long LengthBytes { get; private set; }

    /// <summary>For what writes and reads it from its beginning to its end, with <see cref="Failed"/> for what the disk refuses.</summary>
    public SafeFileHandle Handle => handle;

    /// <summary>Writes behind what is there, and says where that is.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var offset = LengthBytes;
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed("written", exception);
        }
        LengthBytes += bytes.Length;
        return offset;
    }

    /// <summary>Fills the whole span from the given place on, which must have been written.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var count = RandomAccess.Read(handle, bytes, offset);
                if (count == 0)
                {
                    throw new EndOfStreamException("it is shorter than what was written");
                }
                bytes = bytes[count..];
                offset += count;
            }
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed("read", exception);
        }
    }

    /// <summary>
    /// Gives back the memory and the disk of bytes that will not be read again, where the system can; what is written next then finds
    /// memory that is at hand. The file keeps its length.
    /// </summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    public void Forget(long offset, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            // A file system that cannot do it says so and changes nothing.
            _ = Allocate(handle, PunchHole, offset, length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>What the disk refused, as one sentence.</summary>
    /// <param name="done">What could not be done with the file: written, read.</param>
    /// <param name="exception">Why.</param>
    public PipelineException Failed(string done, Exception exception) =>
        new(
            $"Temporary data for finding duplicates could not be {done} in \"{folder}\" ({DiskFailure.Describe(exception)}). "
                + "Nothing was left there; free space, or raise --memory so that all keys fit, then run the job again.",
            exception
        )
        {
            IsOfDisk = true,
        };

    [DllImport("libc", EntryPoint = "fallocate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Allocate(SafeFileHandle file, int mode, long offset, long length);
}

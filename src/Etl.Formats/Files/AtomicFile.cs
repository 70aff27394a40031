using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Microsoft.Win32.SafeHandles;

namespace Etl.Formats.Files;

/// <summary>
/// A file that appears under its name only when it is whole: written beside it under another name, flushed to the disk, renamed, and
/// the folder flushed too. Disposed before <see cref="Complete"/> it leaves nothing.
/// </summary>
sealed class AtomicFile : IDisposable
{
    readonly string name;
    readonly string path;
    readonly string partialPath;
    readonly bool isDevice;

    /// <summary>What is written beside its name; null for what is written in place.</summary>
    readonly FileStream? file;
    bool isOpen = true;

    /// <summary>Opens the file for writing, or says in one sentence why it cannot be written.</summary>
    /// <param name="name">The path as the user wrote it.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="opened">What is written in place and open already; null to open it.</param>
    public AtomicFile(string name, bool overwrite, Stream? opened = null)
    {
        this.name = name;
        isDevice = SpecialFile.IsWrittenInPlace(name);
        // A pipe of a shell is a link to a name that is no path.
        path = isDevice ? Path.GetFullPath(name) : LinkedFile.Resolve(name);
        partialPath = isDevice ? path : PartialPath(path);
        Check(overwrite);
        try
        {
            file = isDevice
                ? null
                : new FileStream(partialPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0);
            Stream = file ?? opened ?? SpecialFile.OpenInPlace(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                $"The output \"{name}\" cannot be written ({DiskFailure.Describe(exception)}); name another place with --out.",
                exception
            );
        }
    }

    /// <summary>Where to write. Unbuffered.</summary>
    public Stream Stream { get; }

    /// <summary>Writes it in large pieces, while the next ones are gathered; null for a device. To be completed before the file.</summary>
    /// <param name="digest">Gets all bytes; may be null.</param>
    public WriteBehind? OpenBehind(IncrementalHash? digest) =>
        file is { SafeFileHandle: var handle } ? new WriteBehind(handle, () => DiskFlush.Run(handle), digest) : null;

    /// <summary>Gives the file its name. Everything is on the disk when it returns.</summary>
    public void Complete()
    {
        if (file is null)
        {
            Dispose();
            return;
        }
        try
        {
            DiskFlush.Run(file.SafeFileHandle);
            Stream.Dispose();
            File.Move(partialPath, path, overwrite: true);
            isOpen = false;
            FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>The world's failure to write this file, as one sentence.</summary>
    public PipelineException Failed(Exception exception) =>
        isDevice
            ? StreamOutput.Failed($"\"{name}\"", exception)
            : new(
                $"Writing \"{name}\" failed ({DiskFailure.Describe(exception)}). Nothing was left under that name; free space or choose another place with --out, then run the job again.",
                exception
            );

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isOpen)
        {
            return;
        }
        isOpen = false;
        Stream.Dispose();
        if (!isDevice)
        {
            Discard();
        }
    }

    static string PartialPath(string path) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            $".{Path.GetFileName(path)}.{Path.GetRandomFileName()[..8]}.partial"
        );

    void Check(bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new JobException(
                $"The output \"{name}\" is a folder, but a file is expected; add a file name, for example \"{Path.Combine(name, "contacts.csv")}\"."
            );
        }
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new JobException(
                $"The output \"{name}\" cannot be written: its folder \"{Path.GetDirectoryName(path)}\" does not exist; make it (mkdir -p) or name another place with --out."
            );
        }
        if (!overwrite && !isDevice && File.Exists(path))
        {
            throw new JobException(
                $"The output \"{name}\" already exists; add --overwrite to replace it, or name another file with --out."
            );
        }
    }

    void Discard()
    {
        try
        {
            File.Delete(partialPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Abandoning must not hide why the output is abandoned; the name says that the file is partial.
        }
    }

    /// <summary>.NET opens no folders, so the handle comes from the system's own open; a rename is only durable with this.</summary>
    static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var descriptor = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0)
        {
            return;
        }
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            DiskFlush.Run(handle);
        }
        catch (IOException)
        {
            // Some file systems cannot flush folders; the file itself is on the disk.
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint OpenFolder(byte[] path, int flags);
}

using Etl.Core.Diagnostics;

namespace Etl.Core.Rejects;

/// <summary>
/// A file that is appended to under <c>NAME.partial</c> and gets its name when it is complete. An older file of that name is kept
/// as <c>NAME.bak</c> if its content differs: somebody may be in the middle of fixing it.
/// </summary>
sealed class PartialFile(string path) : IDisposable
{
    const string PartialExtension = ".partial";
    const string BackupExtension = ".bak";

    readonly string partialPath = path + PartialExtension;
    FileStream? stream;

    /// <summary>The name it gets in the end.</summary>
    public string Path => path;

    /// <summary>Bytes on disk.</summary>
    public long Length { get; private set; }

    /// <summary>Goes on with what an earlier run wrote, cut to <paramref name="length"/>.</summary>
    public void Resume(long length)
    {
        if (length == 0)
        {
            Delete(partialPath);
            return;
        }
        // The earlier run may have been killed between giving the name and saying so in the ledger.
        if (!File.Exists(partialPath) && File.Exists(path))
        {
            Try(() => File.Copy(path, partialPath));
        }
        Try(() =>
        {
            Open().SetLength(length);
            stream!.Position = length;
        });
        Length = length;
    }

    /// <summary>Appends and flushes to the disk.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        try
        {
            Open().Write(bytes);
            stream!.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed(exception);
        }
        Length += bytes.Length;
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        stream?.Dispose();
        stream = null;
        if (Length == 0)
        {
            return;
        }
        Try(() =>
        {
            if (File.Exists(path) && !HasSameContent())
            {
                File.Move(path, path + BackupExtension, overwrite: true);
            }
            File.Move(partialPath, path, overwrite: true);
        });
    }

    /// <summary>Closes and removes the partial file.</summary>
    public void Abandon()
    {
        Dispose();
        Delete(partialPath);
        Length = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
    }

    FileStream Open() =>
        stream ??= new FileStream(
            partialPath,
            Length == 0 && !File.Exists(partialPath) ? FileMode.Create : FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.Read
        );

    bool HasSameContent()
    {
        if (new FileInfo(path).Length != Length)
        {
            return false;
        }
        using var before = File.OpenRead(path);
        using var now = File.OpenRead(partialPath);
        return System
            .Security.Cryptography.SHA256.HashData(before)
            .AsSpan()
            .SequenceEqual(System.Security.Cryptography.SHA256.HashData(now));
    }

    void Delete(string name)
    {
        if (File.Exists(name))
        {
            Try(() => File.Delete(name));
        }
    }

    void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    PipelineException Failed(Exception exception) =>
        new(
            $"The rejects file '{path}' cannot be written ({DiskFailure.Describe(exception)}); free space, or choose another place with --rejects FILE.",
            exception
        );
}

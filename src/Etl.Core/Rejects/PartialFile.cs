using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Core.Rejects;

/// <summary>
/// A file that is appended to under <c>NAME.partial</c> and gets its name when it is complete. An older file of that name is kept
/// as <c>NAME.bak</c> if its content differs: somebody may be in the middle of fixing it.
/// </summary>
/// <param name="path">The name it gets in the end.</param>
/// <param name="what">What it is, to start a sentence with.</param>
/// <param name="option">The option that names it.</param>
sealed class PartialFile(string path, string what, string option) : IDisposable
{
    const string PartialExtension = ".partial";
    const string BackupExtension = ".bak";
    const int ComparedBytes = 64 * 1024;

    readonly string partialPath = path + PartialExtension;
    FileStream? stream;
    bool isFlushed = true;

    // When the older file was changed last, where it is known to have the same content.
    DateTime? sameAsOf;

    /// <summary>The name it gets in the end.</summary>
    public string Path => path;

    /// <summary>False to replace an older file of that name without a trace. Default: true.</summary>
    public bool KeepsOlder { get; init; } = true;

    /// <summary>True to make the file when there is nothing in it, too. Default: false.</summary>
    public bool IsMadeEmpty { get; init; }

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
            isFlushed = false;
            stream!.Position = length;
        });
        Length = length;
    }

    /// <summary>Appends and flushes everything to the disk.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Write(bytes);
        if (stream is not null && !isFlushed)
        {
            Try(() =>
            {
                stream.Flush();
                DiskFlush.Run(stream.SafeFileHandle);
            });
            isFlushed = true;
        }
    }

    /// <summary>Appends; the system writes it when it likes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        isFlushed = false;
        sameAsOf = null;
        try
        {
            Open().Write(bytes);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed(exception);
        }
        Length += bytes.Length;
    }

    /// <summary>
    /// Compares what was flushed with an older file of that name ahead, which may be done by another thread meanwhile. What fails here is done
    /// again, and said, when the file gets its name.
    /// </summary>
    public void CompareAhead()
    {
        try
        {
            if (KeepsOlder && Length > 0 && File.Exists(path))
            {
                var changed = File.GetLastWriteTimeUtc(path);
                sameAsOf = HasSameContent() ? changed : null;
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            sameAsOf = null;
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        if (Length == 0 && !IsMadeEmpty)
        {
            Dispose();
            return;
        }
        Try(() =>
        {
            Open();
            Dispose();
            if (KeepsOlder && File.Exists(path) && sameAsOf != File.GetLastWriteTimeUtc(path) && !HasSameContent())
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
        using var before = File.OpenHandle(path);
        using var now = File.OpenHandle(partialPath, share: FileShare.ReadWrite);
        var left = new byte[ComparedBytes];
        var right = new byte[ComparedBytes];
        for (var offset = 0L; offset < Length; )
        {
            var length = RandomAccess.Read(before, left, offset);
            var other = RandomAccess.Read(now, right, offset);
            // Short reads are unusual, and taking the files for different only keeps one more.
            if (length == 0 || !left.AsSpan(0, length).SequenceEqual(right.AsSpan(0, other)))
            {
                return false;
            }
            offset += length;
        }
        return true;
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
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException || DiskFailure.IsRefusal(exception))
        {
            throw Failed(exception);
        }
    }

    PipelineException Failed(Exception exception) =>
        new(
            $"{what} '{path}' cannot be written ({DiskFailure.Describe(exception)}); free space, or choose another place with {option} FILE.",
            exception
        );
}

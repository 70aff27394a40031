using Etl.Core.Files;

namespace Etl.Formats.Files;

/// <summary>
/// A file that is read forward past the system's cache, several requests ahead. For files of which the cache could not keep most: it would
/// only push out what others need, and takes a copy of each byte.
/// </summary>
/// <remarks>
/// The copy costs 0.15 s of the processor for a gigabyte, and up to 1.6 s on a virtual machine whose host takes memory back that nobody has used for a
/// minute: 14 GB written a while ago were read at 210 MB/s where the same file just read came at 305 MB/s.
/// </remarks>
/// <param name="file">Owned by this one.</param>
/// <param name="lengthBytes">What is read of it.</param>
sealed class UncachedStream(FileStream file, long lengthBytes) : ReadOnlyStream
{
    readonly ReadAhead ahead = new(file.SafeFileHandle, lengthBytes, isDirect: true);

    /// <summary>True for a file that takes more than half of the memory that there is.</summary>
    /// <param name="lengthBytes">Its bytes.</param>
    /// <param name="memoryBytes">The memory of this machine or container.</param>
    public static bool IsFor(long lengthBytes, long memoryBytes) => lengthBytes > memoryBytes / 2;

    /// <summary>Not supported: whatever reads an input waits without a thread.</summary>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Inputs are read asynchronously.");

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ahead.ReadSomeAsync(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }
        base.Dispose(disposing);
    }
}

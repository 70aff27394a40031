using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Files;

/// <summary>A file that is read from its beginning to its end: some buffers are being read while one is used up.</summary>
/// <param name="file">Is not closed here, and not written any more.</param>
/// <param name="length">Its bytes.</param>
/// <param name="isDirect">True to read past the system's cache, where the file system can and the disk is not slow with it.</param>
public sealed class ReadAhead(SafeFileHandle file, long length, bool isDirect)
{
    const int Capacity = OutputBuffer.Capacity;

    /// <summary>Buffers that are being read at a time.</summary>
    const int Depth = 2;

    /// <summary>What is being read, in the order of the file.</summary>
    readonly Queue<(Memory<byte> Buffer, Task<int> Reading)> ahead = new(Depth);
    Memory<byte> current;
    volatile bool isDirect = isDirect && DirectAccess.TrySet(file, isDirect: true);
    long directTicks;
    long requested;
    int at;
    int end;

    /// <summary>Direct reads that are slower than this end: the cache may hold what the disk takes long to give. Default: 256 MB.</summary>
    internal long BytesPerSecondMin { get; init; } = DirectAccess.BytesPerSecondMin;

    /// <summary>True while the file is read past the system's cache.</summary>
    public bool IsDirect => isDirect;

    /// <summary>Fills the whole destination.</summary>
    /// <exception cref="IOException">The disk fails, or the file ends before.</exception>
    public async ValueTask ReadAsync(Memory<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var count = await ReadSomeAsync(destination).ConfigureAwait(false);
            if (count == 0)
            {
                throw new EndOfStreamException("it is shorter than what was written");
            }
            destination = destination[count..];
        }
    }

    /// <summary>Copies what is at hand, at least one byte; 0 at the end.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public async ValueTask<int> ReadSomeAsync(Memory<byte> destination)
    {
        if (at == end)
        {
            await AdvanceAsync().ConfigureAwait(false);
        }
        var count = Math.Min(destination.Length, end - at);
        current.Slice(at, count).CopyTo(destination);
        at += count;
        return count;
    }

    async ValueTask AdvanceAsync()
    {
        (at, end) = (0, 0);
        Request(current);
        while (ahead.Count < Depth && requested < length)
        {
            Request(default);
        }
        if (!ahead.TryDequeue(out var next))
        {
            return;
        }
        current = next.Buffer;
        end = await next.Reading.ConfigureAwait(false);
    }

    /// <summary>Begins to read what comes next, unless all of the file is.</summary>
    void Request(Memory<byte> buffer)
    {
        if (requested >= length)
        {
            return;
        }
        var count = (int)Math.Min(Capacity, length - requested);
        buffer = buffer.IsEmpty ? AlignedMemory.Allocate(Capacity) : buffer;
        ahead.Enqueue((buffer, FillAsync(buffer, requested, count)));
        requested += count;
    }

    /// <summary>Reads so many bytes, fewer only at the file's end. Direct access asks for whole buffers, though the file may end in one.</summary>
    async Task<int> FillAsync(Memory<byte> buffer, long offset, int count)
    {
        var filled = 0;
        while (filled < count)
        {
            var read = await ReadOnceAsync(buffer, filled, count, offset).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
            filled += read;
        }
        return Math.Min(filled, count);
    }

    async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, int filled, int count, long offset)
    {
        if (!isDirect)
        {
            return await RandomAccess.ReadAsync(file, buffer[filled..count], offset + filled).ConfigureAwait(false);
        }
        var begun = Stopwatch.GetTimestamp();
        int read;
        try
        {
            read = await RandomAccess.ReadAsync(file, buffer[filled..], offset + filled).ConfigureAwait(false);
        }
        catch (IOException exception) when (DirectAccess.IsUnsupported(exception))
        {
            EndDirect();
            return await RandomAccess.ReadAsync(file, buffer[filled..count], offset + filled).ConfigureAwait(false);
        }
        Judge(offset + filled + read, Stopwatch.GetTimestamp() - begun);
        return read;
    }

    /// <summary>Requests wait for each other where the disk is the slower one; then each takes as long as all at a time.</summary>
    void Judge(long bytes, long ticks)
    {
        var seconds = (double)Interlocked.Add(ref directTicks, ticks) / Stopwatch.Frequency / Depth;
        if (
            bytes <= DirectAccess.TrialBytes
            && bytes > DirectAccess.TrialBytes - Capacity
            && seconds > (double)bytes / BytesPerSecondMin
        )
        {
            EndDirect();
        }
    }

    void EndDirect()
    {
        // In this order: who sees that it is over reads what no direct access could.
        DirectAccess.TrySet(file, isDirect: false);
        isDirect = false;
    }
}

using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Files;

/// <summary>A file that is read from its beginning to its end: one buffer is read while the one before is used up.</summary>
/// <param name="file">Is not closed here, and not written any more.</param>
/// <param name="length">Its bytes.</param>
/// <param name="isDirect">True to read past the system's cache, for a file that was written so.</param>
sealed class ReadAhead(SafeFileHandle file, long length, bool isDirect)
{
    const int Capacity = OutputBuffer.Capacity;

    readonly bool isDirect = isDirect && DirectAccess.TrySet(file, isDirect: true);
    Memory<byte> current;
    Memory<byte> next;
    Task<int>? reading;
    long requested;
    int at;
    int end;

    /// <summary>Fills the whole destination.</summary>
    /// <exception cref="IOException">The disk fails, or the file ends before.</exception>
    public async ValueTask ReadAsync(Memory<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            if (at == end)
            {
                await AdvanceAsync().ConfigureAwait(false);
            }
            var count = Math.Min(destination.Length, end - at);
            current.Slice(at, count).CopyTo(destination);
            at += count;
            destination = destination[count..];
        }
    }

    async ValueTask AdvanceAsync()
    {
        var count = await (reading ?? Start()).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EndOfStreamException("it is shorter than what was written");
        }
        (current, next) = (next, current);
        (at, end) = (0, count);
        reading = Start();
    }

    Task<int> Start()
    {
        if (next.IsEmpty)
        {
            next = AlignedMemory.Allocate(Capacity);
        }
        var offset = requested;
        requested += Math.Min(Capacity, length - offset);
        return FillAsync(next, offset, (int)(requested - offset));
    }

    /// <summary>Reads so many bytes, fewer only at the file's end. Direct access asks for whole buffers, though the file may end in one.</summary>
    async Task<int> FillAsync(Memory<byte> buffer, long offset, int count)
    {
        var filled = 0;
        while (filled < count)
        {
            var asked = isDirect ? buffer[filled..] : buffer[filled..count];
            var read = await RandomAccess.ReadAsync(file, asked, offset + filled).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
            filled += read;
        }
        return Math.Min(filled, count);
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Etl.Core.Files;

/// <summary>
/// A file that is written from its beginning to its end: one buffer is written while the next one is filled, past the system's cache
/// where that is the faster way.
/// </summary>
/// <remarks>
/// A cache only delays what goes to the disk anyway, and costs a copy and memory as large as the file, which the system first has to
/// find: 2.7 s of one processor for each GB on a virtual machine whose host takes free memory back. A disk that is slow with single
/// direct writes gets the cache back, and a flush behind it.
/// </remarks>
/// <param name="file">An ordinary file, empty; not closed here.</param>
/// <param name="flush">Brings a part to the disk early, when the cache is used; null for a file that never needs to be there.</param>
/// <param name="digest">Gets all bytes in order; may be null.</param>
public sealed class WriteBehind(SafeFileHandle file, Action? flush = null, IncrementalHash? digest = null)
    : OutputBuffer,
        IAsyncDisposable
{
    readonly FlushBehind? flushBehind = flush is null ? null : new FlushBehind(flush);
    Memory<byte> spare = AlignedMemory.Allocate(Capacity);
    Task writing = Task.CompletedTask;
    bool isTried;
    bool isDirect;
    long directTicks;

    /// <summary>Direct writes that are slower than this end: a flush behind the cache is then no slower. Default: 256 MB.</summary>
    internal long BytesPerSecondMin { get; init; } = DirectAccess.BytesPerSecondMin;

    /// <summary>Bytes passed on so far.</summary>
    public long Length { get; private set; }

    /// <summary>True when all went past the system's cache but for the end, which fills no sector.</summary>
    public bool WasDirect { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        await (flushBehind?.CompleteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>Gives up what is not passed on; nothing is being written any more when it returns.</summary>
    public async ValueTask DisposeAsync() => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    protected override async ValueTask<Memory<byte>> PassAsync(
        Memory<byte> filled,
        int length,
        CancellationToken cancellationToken
    )
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        writing = WriteAsync(filled[..length], Length);
        Length += length;
        if (length < Capacity)
        {
            await writing.ConfigureAwait(false);
            return filled;
        }
        (spare, var empty) = (filled, spare);
        return empty;
    }

    async Task WriteAsync(ReadOnlyMemory<byte> bytes, long offset)
    {
        // The rest is done beside whoever fills the next buffer: files have no asynchronous writes.
        await Task.Yield();
        digest?.AppendData(bytes.Span);
        if (!isTried && bytes.Length == Capacity)
        {
            isTried = true;
            isDirect = DirectAccess.TrySet(file, isDirect: true);
            WasDirect = isDirect;
        }
        var whole = isDirect ? bytes.Length & -AlignedMemory.Alignment : 0;
        if (whole > 0)
        {
            WriteDirect(bytes.Span[..whole], offset);
        }
        if (whole < bytes.Length)
        {
            await WriteThroughCacheAsync(bytes[whole..], offset + whole).ConfigureAwait(false);
        }
    }

    void WriteDirect(ReadOnlySpan<byte> bytes, long offset)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (IOException exception) when (DirectAccess.IsUnsupported(exception))
        {
            GiveUpDirect();
            RandomAccess.Write(file, bytes, offset);
        }
        directTicks += Stopwatch.GetTimestamp() - start;
        if (
            offset + bytes.Length == DirectAccess.TrialBytes
            && (double)directTicks / Stopwatch.Frequency > (double)DirectAccess.TrialBytes / BytesPerSecondMin
        )
        {
            GiveUpDirect();
        }
    }

    async ValueTask WriteThroughCacheAsync(ReadOnlyMemory<byte> bytes, long offset)
    {
        EndDirect();
        RandomAccess.Write(file, bytes.Span, offset);
        if (flushBehind is not null)
        {
            await flushBehind.WroteAsync(offset + bytes.Length).ConfigureAwait(false);
        }
    }

    void GiveUpDirect()
    {
        WasDirect = false;
        EndDirect();
    }

    void EndDirect()
    {
        if (isDirect)
        {
            isDirect = false;
            DirectAccess.TrySet(file, isDirect: false);
        }
    }
}

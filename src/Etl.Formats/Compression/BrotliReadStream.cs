using System.Buffers;
using System.IO.Compression;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>Unpacks Brotli and reports an input that stops before the stream's end, or goes on behind it, as damaged.</summary>
sealed class BrotliReadStream(Stream inner, string path) : ReadOnlyStream
{
    readonly byte[] input = new byte[64 * 1024];
    BrotliDecoder decoder;
    int start;
    int end;
    bool isInnerEnd;
    bool isDone;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (TryDecode(buffer, out var written))
            {
                return written;
            }
            Filled(inner.Read(input.AsSpan(end)));
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryDecode(buffer.Span, out var written))
            {
                return written;
            }
            Filled(await inner.ReadAsync(input.AsMemory(end), cancellationToken).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            decoder.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>True when bytes came out, or the end was reached (no bytes). False when more input is needed; room for it was made.</summary>
    bool TryDecode(Span<byte> buffer, out int written)
    {
        written = 0;
        if (!isDone && (end > start || isInnerEnd))
        {
            var status = decoder.Decompress(input.AsSpan(start, end - start), buffer, out var consumed, out written);
            start += consumed;
            isDone = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData || (isInnerEnd && written == 0 && !isDone))
            {
                throw Damaged();
            }
        }
        if (isDone && end > start)
        {
            throw Damaged();
        }
        if (written > 0 || (isDone && isInnerEnd))
        {
            return true;
        }
        input.AsSpan(start, end - start).CopyTo(input);
        end -= start;
        start = 0;
        return false;
    }

    void Filled(int length)
    {
        end += length;
        isInnerEnd = length == 0;
    }

    PipelineException Damaged() =>
        new(
            $"Reading \"{path}\": the Brotli data is cut short or damaged; fetch the file again and compare its size with the original's."
        );
}

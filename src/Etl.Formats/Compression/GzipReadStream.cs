using System.IO.Compression;
using System.Security.Cryptography;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>
/// Unpacks gzip and, other than <see cref="GZipStream"/>, never takes a cut file for a whole one.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> checks CRC and length of each member that ends, but when the input just stops it reports a
/// normal end. So one more member is put behind the input, holding a random seal. Whole members are followed by the seal;
/// in a cut one the seal's bytes are read as the missing ones, which gives an error or other bytes. The seal's deflate bytes
/// do not hold the seal as plain text, so a cut stored block cannot copy it either. Bytes that are not gzip behind the last member hide the seal
/// and are reported the same way.
/// </remarks>
sealed class GzipReadStream : ReadOnlyStream
{
    const int SealBytes = 16;

    /// <summary>Bytes asked from the decoder at a time; the last 16 of everything are held back until more come.</summary>
    const int BufferBytes = 64 * 1024;

    readonly string path;
    readonly GZipStream gzip;
    readonly byte[] seal = new byte[SealBytes];
    readonly byte[] buffer = new byte[BufferBytes];
    int start;
    int end;
    bool isEnd;

    /// <summary>Unpacks <paramref name="inner"/>; <paramref name="path"/> is for messages.</summary>
    public GzipReadStream(Stream inner, string path)
    {
        this.path = path;
        var sealMember = MakeSeal(seal);
        gzip = new GZipStream(new SealedStream(inner, sealMember), CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> destination)
    {
        while (end - start <= SealBytes && !isEnd)
        {
            MakeRoom();
            Filled(Guard(() => gzip.Read(buffer, end, buffer.Length - end)));
        }
        return Take(destination);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> destination,
        CancellationToken cancellationToken = default
    )
    {
        while (end - start <= SealBytes && !isEnd)
        {
            MakeRoom();
            try
            {
                Filled(await gzip.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false));
            }
            catch (InvalidDataException exception)
            {
                throw Damaged(exception);
            }
        }
        return Take(destination.Span);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Fills <paramref name="seal"/> with random letters and packs it so that the letters do not show.</summary>
    static byte[] MakeSeal(byte[] seal)
    {
        while (true)
        {
            RandomNumberGenerator.GetItems("abcdefghijklmnopqrstuvwxyz"u8, seal);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, true))
            {
                gzip.Write(seal);
            }
            var member = packed.ToArray();
            if (member.AsSpan().IndexOf(seal) < 0)
            {
                return member;
            }
        }
    }

    void MakeRoom()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
    }

    int Guard(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    void Filled(int length)
    {
        end += length;
        if (length > 0)
        {
            return;
        }
        isEnd = true;
        if (!buffer.AsSpan(start, end - start).SequenceEqual(seal))
        {
            throw Damaged(null);
        }
        end = start;
    }

    int Take(Span<byte> destination)
    {
        var length = isEnd ? 0 : Math.Min(destination.Length, end - start - SealBytes);
        buffer.AsSpan(start, length).CopyTo(destination);
        start += length;
        return length;
    }

    PipelineException Damaged(Exception? exception)
    {
        var message =
            $"Reading \"{path}\": the gzip data is cut short or damaged; fetch the file again and compare its size with the original's.";
        return exception is null ? new PipelineException(message) : new PipelineException(message, exception);
    }

    /// <summary>The packed input, then the seal's member.</summary>
    sealed class SealedStream(Stream inner, ReadOnlyMemory<byte> seal) : ReadOnlyStream
    {
        ReadOnlyMemory<byte> seal = seal;

        public override int Read(Span<byte> buffer)
        {
            var length = inner.Read(buffer);
            return length > 0 ? length : TakeSeal(buffer);
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return length > 0 ? length : TakeSeal(buffer.Span);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }

        int TakeSeal(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, seal.Length);
            seal.Span[..length].CopyTo(buffer);
            seal = seal[length..];
            return length;
        }
    }
}

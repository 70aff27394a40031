using System.IO.Compression;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>Unpacks one member of a zip archive and holds its CRC-32 against the archive's directory at the end.</summary>
sealed class ZipMemberStream : ReadOnlyStream
{
    readonly ZipArchive archive;
    readonly Stream inner;
    readonly uint crcExpected;
    readonly string path;
    uint crc;

    /// <summary>Opens the member; owns the archive from then on.</summary>
    public ZipMemberStream(ZipArchive archive, ZipArchiveEntry entry, string path)
    {
        this.archive = archive;
        this.path = path;
        crcExpected = entry.Crc32;
        try
        {
            inner = entry.Open();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            throw Damaged(exception);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var length = inner.Read(buffer);
            Check(buffer[..length], buffer.IsEmpty);
            return length;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Check(buffer.Span[..length], buffer.IsEmpty);
            return length;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Damaged(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            archive.Dispose();
        }
        base.Dispose(disposing);
    }

    void Check(ReadOnlySpan<byte> bytes, bool isProbe)
    {
        crc = Crc32.Append(crc, bytes);
        if (bytes.IsEmpty && !isProbe && crc != crcExpected)
        {
            throw Damaged(null);
        }
    }

    PipelineException Damaged(Exception? exception)
    {
        var message =
            $"Reading \"{path}\": this member of the zip archive is cut short or damaged; fetch the archive again and test it with \"unzip -t\".";
        return exception is null ? new PipelineException(message) : new PipelineException(message, exception);
    }
}

using System.IO.Compression;
using Etl.Core.Files;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>Packs an output as its name's ending says.</summary>
static class OutputCompression
{
    /// <summary>Where to write what is not packed yet.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="file">Where the packed bytes go; completed with what is returned.</param>
    /// <param name="stream">Where they go when there is no such file; left open.</param>
    public static OutputBuffer Open(string name, OutputBuffer? file, Stream? stream)
    {
        var kind = CompressionSniffer.OfName(name);
        if (kind is not (CompressionKind.Gzip or CompressionKind.Brotli))
        {
            return file ?? new StreamOutput(stream!, isOwned: false);
        }
        var packed = file is null ? stream! : new OutputBufferStream(file);
        return new StreamOutput(Packer(kind, packed, leaveOpen: file is null), isOwned: true);
    }

    static Stream Packer(CompressionKind kind, Stream packed, bool leaveOpen) =>
        kind == CompressionKind.Gzip
            ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen)
            : new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen);
}

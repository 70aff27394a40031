namespace Etl.Formats.Compression;

/// <summary>Tells how an input is packed: by its first bytes, and by its name for Brotli.</summary>
public static class CompressionSniffer
{
    /// <summary>Looks at the name and the first bytes (four are enough).</summary>
    public static CompressionKind Find(string path, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return CompressionKind.Gzip;
        }
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return CompressionKind.Zip;
        }
        return OfName(path) == CompressionKind.Brotli ? CompressionKind.Brotli : CompressionKind.None;
    }

    /// <summary>What the name's ending says, for what cannot be looked into yet.</summary>
    public static CompressionKind OfName(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".GZ" => CompressionKind.Gzip,
            ".BR" => CompressionKind.Brotli,
            ".ZIP" => CompressionKind.Zip,
            _ => CompressionKind.None,
        };
}

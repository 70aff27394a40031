namespace Etl.Formats.Compression;

/// <summary>How an input or output is packed.</summary>
public enum CompressionKind
{
    /// <summary>Not packed.</summary>
    None,

    /// <summary>gzip (RFC 1952), one member or several.</summary>
    Gzip,

    /// <summary>Brotli (RFC 7932). Has no magic bytes: known by the name's ending <c>.br</c> alone.</summary>
    Brotli,

    /// <summary>A zip archive; each file in it is an input of its own.</summary>
    Zip,
}

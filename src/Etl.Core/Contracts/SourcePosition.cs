namespace Etl.Core.Contracts;

/// <summary>A place between two records of an input.</summary>
/// <param name="Offset">Bytes of the decoded (decompressed, UTF-8) stream before it.</param>
/// <param name="Digest">SHA-256 of the file's bytes read up to then, as lower-case hex, or null when the source cannot tell.</param>
/// <param name="DigestLength">How many bytes of the file the digest covers.</param>
public sealed record SourcePosition(long Offset, string? Digest, long DigestLength);

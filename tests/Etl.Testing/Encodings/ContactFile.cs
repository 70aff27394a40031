namespace Etl.Testing.Encodings;

/// <summary>A generated contact file.</summary>
/// <param name="Language">Language of its words.</param>
/// <param name="RowCount">Records.</param>
/// <param name="HasAsciiHead">True when its header and its first half are plain ASCII.</param>
/// <param name="Text">What was written.</param>
/// <param name="Bytes">The text in the encoding, without a byte order mark.</param>
public sealed record ContactFile(string Language, int RowCount, bool HasAsciiHead, string Text, byte[] Bytes);

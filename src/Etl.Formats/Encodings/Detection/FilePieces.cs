using Etl.Formats.Files;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Pieces of a file from behind its head, spread evenly up to its end. A millisecond where the system has the file in memory.</summary>
static class FilePieces
{
    const int Count = 8;
    const int PieceBytes = 64 * 1024;

    /// <summary>Reads the pieces between <paramref name="start"/> and the end of the file; fewer where little is left.</summary>
    public static IReadOnlyList<byte[]> Read(string path, long start)
    {
        using var file = InputFile.Open(path, FileOptions.RandomAccess);
        var pieces = new List<byte[]>();
        var rest = file.Length - start;
        var count = (int)Math.Clamp(rest / PieceBytes, 1, Count);
        for (var index = 1; index <= count; index++)
        {
            // The last piece ends where the file ends.
            var at = Math.Max(start, start + rest * index / count - PieceBytes);
            var piece = new byte[(int)Math.Min(PieceBytes, Math.Max(0, file.Length - at))];
            var length = RandomAccess.Read(file.SafeFileHandle, piece, at);
            pieces.Add(length == piece.Length ? piece : piece[..length]);
        }
        return pieces;
    }
}

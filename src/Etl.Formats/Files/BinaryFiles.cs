using System.Buffers;
using Etl.Core.Diagnostics;

namespace Etl.Formats.Files;

/// <summary>Recognises files that are no text at all, so that the answer names what they are instead of rejecting every row.</summary>
static class BinaryFiles
{
    /// <summary>What no text holds: control characters but tab, line ends, form feed and escape.</summary>
    static readonly SearchValues<byte> controlBytes = SearchValues.Create([
        .. Enumerable
            .Range(0, 0x20)
            .Where(value => value is not (9 or 10 or 12 or 13 or 27))
            .Select(value => (byte)value),
    ]);

    static readonly (byte[] Magic, string What)[] kinds =
    [
        ("%PDF"u8.ToArray(), "a PDF document; export the table as CSV"),
        (
            "SQLite format 3\0"u8.ToArray(),
            "an SQLite database; export its table as CSV (sqlite3 -csv -header FILE \"select …\")"
        ),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Outlook file; save it as \"CSV UTF-8\" and name that file"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture; name a text file"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture; name a text file"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program; name a text file"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive; unpack it and name the file in it"),
        ("Rar!"u8.ToArray(), "a RAR archive; unpack it and name the file in it"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd; unpack it (zstd -d) and name the unpacked file"),
        ([0x42, 0x5A, 0x68], "packed with bzip2; unpack it (bunzip2) and name the unpacked file"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "packed with xz; unpack it (unxz) and name the unpacked file"),
        ("PAR1"u8.ToArray(), "a Parquet file; export it as CSV"),
    ];

    /// <summary>Throws when <paramref name="head"/>, the unpacked input's first bytes, starts as another kind of file does.</summary>
    public static void RefuseKnown(ReadOnlySpan<byte> head, string path)
    {
        foreach (var (magic, what) in kinds)
        {
            if (head.StartsWith(magic))
            {
                throw new JobException($"The input \"{path}\" is no delimited text but {what}.");
            }
        }
    }

    /// <summary>Throws when <paramref name="text"/> holds more control characters than text does.</summary>
    public static void RefuseControls(ReadOnlySpan<byte> text, string path)
    {
        var controls = 0;
        for (var rest = text; rest.IndexOfAny(controlBytes) is var at and >= 0; rest = rest[(at + 1)..])
        {
            controls++;
        }
        // A stray NUL in a name is bad data; one byte in fifty is another kind of file.
        if (controls > 2 && controls * 50L > text.Length)
        {
            throw new JobException(
                $"The input \"{path}\" is a binary file, but delimited text is expected; check the name, or name the encoding with --encoding if it is text."
            );
        }
    }
}

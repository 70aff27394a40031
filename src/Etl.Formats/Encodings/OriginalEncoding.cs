using System.Buffers;
using System.Text;

namespace Etl.Formats.Encodings;

/// <summary>
/// Turns UTF-8 that <see cref="TranscodingStream"/> made back into the source's own bytes.
/// </summary>
/// <remarks>
/// Exact for Unicode encodings, single-byte code pages, EUC-KR, and for what has one code only in the others. Where an encoding writes one character in several
/// ways, the usual one is written, which reads back as the same text: 398 codes of NEC and IBM in Shift-JIS, 291 in EUC-JP, 100 in Big5, two in GB18030,
/// four bytes there for what has two, and the shift sequences of ISO-2022 and HZ. Lengths, and so the positions of what comes behind, differ in the last
/// two, at the Euro sign of code page 936 (one byte for two), and in EUC-JP where Windows wrote IBM's characters (two bytes for three).
/// </remarks>
sealed class OriginalEncoding
{
    readonly Encoding? encoding;

    /// <summary>Makes one for an encoding; null for UTF-8, whose bytes are passed on as they are.</summary>
    public OriginalEncoding(Encoding? encoding) => this.encoding = encoding;

    /// <summary>Appends <paramref name="text"/> in the source's encoding.</summary>
    public void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (encoding is null)
        {
            output.Write(text);
            return;
        }
        while (NextRun(text, out var run, out var invalid))
        {
            WriteRun(run, output);
            text = text[run.Length..];
            if (invalid is { } value)
            {
                output.Write((ReadOnlySpan<byte>)[value]);
                text = text[InvalidByte.MarkBytes..];
            }
        }
    }

    /// <summary>Length of <paramref name="text"/> in the source's encoding, in bytes.</summary>
    public long Length(ReadOnlySpan<byte> text)
    {
        if (encoding is null)
        {
            return text.Length;
        }
        var length = 0L;
        while (NextRun(text, out var run, out var invalid))
        {
            var chars = ArrayPool<char>.Shared.Rent(run.Length);
            length += encoding.GetByteCount(chars, 0, Encoding.UTF8.GetChars(run, chars));
            ArrayPool<char>.Shared.Return(chars);
            length += invalid is null ? 0 : 1;
            text = text[(run.Length + (invalid is null ? 0 : InvalidByte.MarkBytes))..];
        }
        return length;
    }

    /// <summary>Splits off the text before the next mark, and the byte that the mark stands for.</summary>
    static bool NextRun(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> run, out byte? invalid)
    {
        var mark = InvalidByte.IndexOf(text);
        run = mark < 0 ? text : text[..mark];
        invalid = mark < 0 ? null : InvalidByte.Read(text[mark..]);
        return !text.IsEmpty;
    }

    void WriteRun(ReadOnlySpan<byte> run, IBufferWriter<byte> output)
    {
        var chars = ArrayPool<char>.Shared.Rent(run.Length);
        var count = Encoding.UTF8.GetChars(run, chars);
        encoding!.GetBytes(chars.AsSpan(0, count), output);
        ArrayPool<char>.Shared.Return(chars);
    }
}

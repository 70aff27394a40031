using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Encodings;

/// <summary>
/// Reads text of any encoding as UTF-8. Nothing is replaced: bytes that the encoding does not know come out as
/// <see cref="InvalidByte"/> marks. A byte order mark stays, as UTF-8, so that the original bytes can be made again.
/// </summary>
sealed class TranscodingStream : ReadOnlyStream
{
    const int InputBytes = 32 * 1024;

    readonly Stream inner;
    readonly string path;
    readonly Decoder decoder;
    readonly InvalidByteFallback invalid = new();
    readonly byte[] input = new byte[InputBytes];
    readonly char[] chars;
    byte[] output = [];
    int start;
    int end;
    bool isEnd;

    /// <summary>Reads <paramref name="inner"/>, which is in <paramref name="encoding"/>.</summary>
    public TranscodingStream(Stream inner, Encoding encoding, string path)
    {
        this.inner = inner;
        this.path = path;
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = invalid;
        decoder = strict.GetDecoder();
        chars = new char[strict.GetMaxCharCount(InputBytes) + 16];
    }

    public override int Read(Span<byte> buffer)
    {
        while (start == end && !isEnd)
        {
            Decode(inner.Read(input));
        }
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == end && !isEnd)
        {
            Decode(await inner.ReadAsync(input, cancellationToken).ConfigureAwait(false));
        }
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    int Take(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, end - start);
        output.AsSpan(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    /// <summary>Decodes the first <paramref name="length"/> bytes of the input buffer; none means the end.</summary>
    void Decode(int length)
    {
        isEnd = length == 0;
        invalid.Runs.Clear();
        var text = chars.AsSpan(0, decoder.GetChars(input.AsSpan(0, length), chars, isEnd));
        var invalidBytes = invalid.Runs.Sum(run => run.Length);
        var lengthMax = Encoding.UTF8.GetMaxByteCount(text.Length) + invalidBytes * InvalidByte.MarkBytes;
        if (output.Length < lengthMax)
        {
            output = new byte[lengthMax];
        }
        start = 0;
        end = 0;
        foreach (var run in invalid.Runs)
        {
            var at = text.IndexOf(InvalidByteFallback.Marker);
            Append(text[..at]);
            text = text[(at + InvalidByteFallback.Marker.Length)..];
            Append(run);
        }
        if (invalid.Runs.Count > 0 && text.IndexOf(InvalidByteFallback.Marker) >= 0)
        {
            // The text itself holds the marker, so which of them stands for which bytes is not certain any more.
            throw new PipelineException(
                $"Reading \"{path}\": the file holds the noncharacter U+10FFFE beside invalid bytes; name its real encoding with --encoding."
            );
        }
        Append(text);
    }

    void Append(ReadOnlySpan<char> text) => end += Encoding.UTF8.GetBytes(text, output.AsSpan(end));

    void Append(byte[] run)
    {
        foreach (var value in run)
        {
            InvalidByte.Write(value, output.AsSpan(end));
            end += InvalidByte.MarkBytes;
        }
    }
}

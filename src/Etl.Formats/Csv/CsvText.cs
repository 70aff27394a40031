using Etl.Core.Diagnostics;
using Etl.Formats.Compression;
using Etl.Formats.Encodings;
using Etl.Formats.Encodings.Detection;
using Etl.Formats.Files;

namespace Etl.Formats.Csv;

/// <summary>An input as UTF-8: opened, unpacked and transcoded, with its first bytes at hand.</summary>
sealed class CsvText : IAsyncDisposable
{
    CsvText(UnpackedInput input, Stream rest, EncodingFinding encoding, byte[] head, bool isWhole)
    {
        Input = input;
        Rest = rest;
        Encoding = encoding;
        Head = head;
        IsWhole = isWhole;
    }

    /// <summary>The packed input behind it.</summary>
    public UnpackedInput Input { get; }

    /// <summary>The text behind <see cref="Head"/>.</summary>
    public Stream Rest { get; }

    /// <summary>Its encoding.</summary>
    public EncodingFinding Encoding { get; }

    /// <summary>The first bytes of the text, already taken from the stream.</summary>
    public byte[] Head { get; }

    /// <summary>True when there is nothing behind <see cref="Head"/>.</summary>
    public bool IsWhole { get; }

    /// <summary>Opens an input and refuses what is no text in that encoding.</summary>
    public static async ValueTask<CsvText> OpenAsync(
        CsvInput input,
        CsvOptions options,
        CancellationToken cancellationToken
    )
    {
        var unpacked = await UnpackedInput
            .OpenAsync(
                input.Path,
                input.Member,
                input.Stream,
                options.Limits.Expansion,
                options.Digests,
                cancellationToken
            )
            .ConfigureAwait(false);
        try
        {
            return await DecodeAsync(unpacked, input, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await unpacked.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Which encoding an input is in, however doubtful.</summary>
    public static async ValueTask<EncodingGuess> FindEncodingAsync(
        CsvInput input,
        CsvOptions options,
        CancellationToken cancellationToken
    )
    {
        var unpacked = await UnpackedInput
            .OpenAsync(
                input.Path,
                input.Member,
                input.Stream,
                options.Limits.Expansion,
                digests: false,
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (unpacked.ConfigureAwait(false))
        {
            var head = await PrefixedStream
                .PeekAsync(unpacked.Content, options.SampleBytes, cancellationToken)
                .ConfigureAwait(false);
            return EncodingDetector.Detect(
                head,
                head.Length < options.SampleBytes,
                Pieces(unpacked, input, head.Length)
            );
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Rest.DisposeAsync().ConfigureAwait(false);
        await Input.DisposeAsync().ConfigureAwait(false);
    }

    static async ValueTask<CsvText> DecodeAsync(
        UnpackedInput unpacked,
        CsvInput input,
        CsvOptions options,
        CancellationToken cancellationToken
    )
    {
        var name = input.Name;
        var head = await PrefixedStream
            .PeekAsync(unpacked.Content, options.SampleBytes, cancellationToken)
            .ConfigureAwait(false);
        if (head.Length == 0)
        {
            throw new JobException($"The input \"{name}\" is empty; check that it was written to its end.");
        }
        BinaryFiles.RefuseKnown(head, name);
        var encoding = EncodingSniffer.Find(
            head,
            head.Length < options.SampleBytes,
            options.Encoding,
            name,
            options.TakesDoubtfulEncoding,
            Pieces(unpacked, input, head.Length)
        );
        var rest = unpacked.Content;
        if (encoding.Encoding is { } other)
        {
            rest = new TranscodingStream(new PrefixedStream(head, unpacked.Content), other, name);
            head = await PrefixedStream.PeekAsync(rest, options.SampleBytes, cancellationToken).ConfigureAwait(false);
        }
        BinaryFiles.RefuseControls(head, name);
        return new CsvText(unpacked, rest, encoding, head, head.Length < options.SampleBytes);
    }

    /// <summary>Reads pieces from behind the head; null for what can be read forward only.</summary>
    static Func<IReadOnlyList<byte[]>>? Pieces(UnpackedInput unpacked, CsvInput input, int headLength) =>
        unpacked is { Kind: CompressionKind.None, LengthBytes: > 0 }
            ? () => FilePieces.Read(input.Path, headLength)
            : null;
}

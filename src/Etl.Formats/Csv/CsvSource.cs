using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Formats.Compression;
using Etl.Formats.Encodings;
using Etl.Formats.Files;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>
/// A delimited input as blocks of whole records. Text that is already UTF-8 is read straight into the block; only the cut-off
/// start of the next record is copied.
/// </summary>
public sealed class CsvSource : ISource
{
    /// <summary>Blocks of the usual size that a larger one may be before it is looked whether it is one record.</summary>
    const int LongBlocks = 4;

    readonly CsvInput input;
    readonly CsvOptions options;
    readonly CsvDialect dialect;
    readonly CsvCutter cutter;
    CsvLexer? lexer;
    readonly bool isGuarded;
    readonly SourceDescription opened;
    CsvText text;

    // Text that was read and not yet handed out: [pendingStart, pendingEnd), and where it starts in the decoded stream.
    byte[] pending;
    int pendingStart;
    int pendingEnd;
    long offset;
    bool isTextEnd;
    bool isFinished;
    string? sha256;

    internal CsvSource(CsvInput input, CsvOptions options, CsvText text, CsvDialect dialect, bool isGuarded)
    {
        this.input = input;
        this.options = options;
        this.text = text;
        this.dialect = dialect;
        this.isGuarded = isGuarded;
        cutter = CsvCutter.Create(dialect.Syntax);
        pending = text.Head;
        pendingEnd = pending.Length;
        pendingStart = dialect.FirstRecordOffset;
        offset = pendingStart;
        isTextEnd = text.IsWhole;
        var encoding = new OriginalEncoding(text.Encoding.Encoding);
        Originals = new CsvOriginals(dialect, encoding);
        opened = Describe(encoding);
    }

    /// <inheritdoc/>
    public SourceDescription Description => opened with { BytesRead = text.Input.Raw.BytesRead, Sha256 = sha256 };

    /// <summary>The grammar that was found, so that an output can be written the same way.</summary>
    public CsvSyntax Syntax => dialect.Syntax;

    /// <summary>How the input's lines end.</summary>
    public ReadOnlyMemory<byte> LineEnd => dialect.LineEnd;

    /// <summary>Throws when the file is not what it was when it was opened. For whoever stops reading before its end.</summary>
    internal void EnsureUnchangedSoFar() => text.Input.EnsureUnchangedSoFar();

    long OriginalLength(ReadOnlySpan<byte> decoded) => new OriginalEncoding(text.Encoding.Encoding).Length(decoded);

    /// <summary>True when the file carries formula guards that are taken off while reading.</summary>
    public bool RemovesGuards => isGuarded;

    /// <summary>Marks a file of some of this input's records as guarded, if the input is, so that reading it takes the guards off.</summary>
    public void KeepGuardMark(string path)
    {
        if (isGuarded)
        {
            new CsvSidecar
            {
                Bytes = new FileInfo(path).Length,
                Sha256 = "",
                Rows = 0,
                Columns = dialect.Headers,
                Guarded = true,
            }.Write(path);
        }
    }

    /// <summary>
    /// Bytes of the decoded text, about: exact for UTF-8, else by the proportion that the first megabyte has. Null for what has
    /// to be unpacked, and for streams. The same for everybody who reads the same file.
    /// </summary>
    public long? TextLengthBytes =>
        text.Input is { Kind: CompressionKind.None, LengthBytes: > 0 and var length }
            ? (long)((Int128)length * text.Head.Length / Math.Max(1, OriginalLength(text.Head)))
            : null;

    /// <inheritdoc/>
    public IOriginalWriter Originals { get; }

    /// <inheritdoc/>
    public IBlockParser CreateParser() => new CsvBlockParser(dialect.Syntax, options.Limits.RecordBytesMax, isGuarded);

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        block.Length = 0;
        block.Offset = offset;
        block.IsLastOfInput = false;
        if (isFinished)
        {
            return false;
        }
        var filled = 0;
        var length = 0;
        for (var target = TargetBytes(); length == 0; target = LargerTarget(target, filled))
        {
            filled = await FillAsync(block, filled, target, cancellationToken).ConfigureAwait(false);
            var isEnd = isTextEnd && filled >= pendingEnd - pendingStart;
            length = cutter.Cut(block.Buffer.AsSpan(0, filled), isEnd);
            if (isEnd)
            {
                block.IsLastOfInput = length == filled;
                break;
            }
        }
        block.Length = Shortened(block, length);
        KeepRest(block.Buffer.AsSpan(0, filled), block.Length);
        if (block.IsLastOfInput)
        {
            Finish();
        }
        return true;
    }

    /// <inheritdoc/>
    public SourcePosition PositionAfter(RowBlock block) =>
        new(block.Offset + block.Length, text.Input.Digest(), text.Input.Raw.BytesRead);

    /// <inheritdoc/>
    public async ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        if (input.Stream is not null)
        {
            throw CsvInput.CannotGoOn(input.Name);
        }
        await VerifyAsync(position, cancellationToken).ConfigureAwait(false);
        await text.DisposeAsync().ConfigureAwait(false);
        text = await CsvText.OpenAsync(input, options, cancellationToken).ConfigureAwait(false);
        pending = text.Head;
        pendingEnd = pending.Length;
        pendingStart = (int)Math.Min(position.Offset, pendingEnd);
        isTextEnd = text.IsWhole;
        isFinished = false;
        sha256 = null;
        offset = position.Offset;
        await SkipAsync(position.Offset - pendingStart, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Records from behind the head, of places spread up to the file's end, each place a batch, whatever was read so far. None for what can be read
    /// forward only (streams and packed files), and for encodings of units of several bytes.
    /// </summary>
    /// <param name="layout">The columns of the input.</param>
    public IReadOnlyList<RecordBatch> ReadPieces(BatchLayout layout)
    {
        var encoding = text.Encoding.Encoding;
        var canSeek =
            input is { Stream: null, Member: null }
            && text.Input is { Kind: CompressionKind.None, LengthBytes: > 0 }
            && encoding is not (System.Text.UnicodeEncoding or System.Text.UTF32Encoding);
        return canSeek && !text.IsWhole ? CsvPieces.Read(input.Path, text.Head.Length, encoding, this, layout) : [];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => text.DisposeAsync();

    SourceDescription Describe(OriginalEncoding encoding)
    {
        var before = text.Head.AsSpan(0, dialect.FirstRecordOffset);
        var evidence = dialect.Evidence.Prepend(text.Encoding.Evidence);
        return new SourceDescription
        {
            Path = input.Name,
            Format = "csv",
            Headers = dialect.Headers,
            WrittenHeaders = dialect.WrittenHeaders,
            RenamedHeaders = dialect.RenamedHeaders,
            InstructionRowCount = dialect.InstructionRowCount,
            Encoding = text.Encoding.Name,
            EncodingConfidence = text.Encoding.Confidence,
            EncodingCandidates = text.Encoding.Candidates,
            Delimiter = System.Text.Encoding.UTF8.GetString(dialect.Syntax.Delimiter),
            LengthBytes = text.Input.LengthBytes,
            Evidence = isGuarded
                ?
                [
                    .. evidence,
                    "The file was exported by Etl with formula guards, as the .etl.json beside it says; they are taken off.",
                ]
                : [.. evidence],
            FirstRecordLine = LineCounter.Count(before) + 1,
            FirstRecordOffset = encoding.Length(before),
        };
    }

    /// <summary>Fills the block up to <paramref name="target"/> bytes, from what is pending, then from the stream.</summary>
    async ValueTask<int> FillAsync(RowBlock block, int filled, int target, CancellationToken cancellationToken)
    {
        block.EnsureCapacity(target, filled);
        var fromPending = Math.Min(target, pendingEnd - pendingStart) - filled;
        if (fromPending > 0)
        {
            pending.AsSpan(pendingStart + filled, fromPending).CopyTo(block.Buffer.AsSpan(filled));
            filled += fromPending;
        }
        while (filled < target && !isTextEnd)
        {
            var length = await text
                .Rest.ReadAsync(block.Buffer.AsMemory(filled, target - filled), cancellationToken)
                .ConfigureAwait(false);
            filled += length;
            isTextEnd = length == 0;
        }
        return filled;
    }

    /// <summary>
    /// What had to be read ahead until a quote was proved to be stray is many records, not one. They are given out in blocks of the
    /// usual size, so that batches stay as large as the memory plan says.
    /// </summary>
    int Shortened(RowBlock block, int length)
    {
        if (length <= LongBlocks * (long)options.BlockBytes)
        {
            return length;
        }
        lexer ??= new CsvLexer(dialect.Syntax);
        var shortened = lexer.StartBehind(block.Buffer.AsSpan(0, length), options.BlockBytes);
        block.IsLastOfInput &= shortened == length;
        return shortened;
    }

    int TargetBytes() =>
        offset == dialect.FirstRecordOffset ? options.FirstBlockBytes ?? options.BlockBytes : options.BlockBytes;

    /// <summary>
    /// One record fills the buffer: it is doubled. Records over the limit are rejected as long as the memory for them is at most
    /// twice the limit; what is longer is no record.
    /// </summary>
    int LargerTarget(int target, int filled)
    {
        var targetMax = Math.Max(options.BlockBytes, 2L * options.Limits.RecordBytesMax);
        if (filled < target || target < targetMax)
        {
            return (int)Math.Min(targetMax, 2L * target);
        }
        throw new PipelineException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Reading \"{input.Name}\": the record at byte {offset:N0} of the text is longer than {targetMax:N0} bytes, twice the limit; check the file there, and that its dialect was found right (etl inspect)."
            )
        );
    }

    void KeepRest(ReadOnlySpan<byte> filled, int cutLength)
    {
        offset += cutLength;
        if (filled.Length <= pendingEnd - pendingStart)
        {
            pendingStart += cutLength;
            return;
        }
        var rest = filled[cutLength..];
        if (pending.Length < rest.Length || pending.Length > 2 * options.BlockBytes)
        {
            pending = new byte[Math.Max(options.BlockBytes, rest.Length)];
        }
        rest.CopyTo(pending);
        pendingStart = 0;
        pendingEnd = rest.Length;
    }

    void Finish()
    {
        isFinished = true;
        text.Input.EnsureUnchanged();
        sha256 = text.Input.Digest();
    }

    /// <summary>Throws when the bytes of the file up to a position that an earlier run reported are others now.</summary>
    internal async ValueTask VerifyAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        if (
            position.Digest is { } digest
            && await FileDigest.OfStartAsync(input.Path, position.DigestLength, cancellationToken).ConfigureAwait(false)
                != digest
        )
        {
            throw Changed();
        }
    }

    async ValueTask SkipAsync(long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 * 1024];
        while (length > 0)
        {
            var wanted = (int)Math.Min(buffer.Length, length);
            var read = isTextEnd
                ? 0
                : await text.Rest.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            length -= read > 0 ? read : throw Changed();
        }
    }

    internal JobException Changed() =>
        new(
            $"The input \"{input.Name}\" is not the file that the job was started with: the part that was already loaded has changed; bring the old file back to resume, or start a new job with this one."
        );
}

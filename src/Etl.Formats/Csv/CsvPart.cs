using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>
/// One of several parts of a delimited file: the records that begin in a range of its text. The parts of a file are a partition
/// of its records, whatever its quotes and line ends are.
/// </summary>
/// <remarks>
/// Whether a byte lies inside quotes can be proven from the start of the text alone, so what lies before the range is read and
/// cut like everything else, but not parsed: every part sees the same records as one that reads the whole file.
/// </remarks>
public sealed class CsvPart : ISource
{
    readonly ISource source;
    readonly CsvSource text;
    readonly CsvLexer lexer;
    readonly long start;
    readonly long end;
    readonly TaskCompletionSource<SourcePosition?> begin = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool isFinished;

    /// <summary>Takes a part of a source.</summary>
    /// <param name="source">The source, with nothing read from it but what it will give again.</param>
    /// <param name="text">The same source, which knows the grammar.</param>
    /// <param name="number">1-based number of the part.</param>
    /// <param name="count">Number of parts.</param>
    /// <exception cref="JobException">The input cannot be divided.</exception>
    public CsvPart(ISource source, CsvSource text, int number, int count)
    {
        this.source = source;
        this.text = text;
        lexer = new CsvLexer(text.Syntax);
        var length = text.TextLengthBytes ?? throw Undividable(source.Description.Path);
        start = (long)((Int128)length * (number - 1) / count);
        end = number == count ? long.MaxValue : (long)((Int128)length * number / count);
    }

    /// <inheritdoc/>
    public SourceDescription Description => source.Description;

    /// <inheritdoc/>
    public IOriginalWriter Originals => source.Originals;

    /// <summary>
    /// Where the first record of the part begins, and the digest of what was read up to its block; null when there is none. Known
    /// as soon as what lies before the range is read; never when the part is gone on with behind its beginning.
    /// </summary>
    public Task<SourcePosition?> Begin => begin.Task;

    /// <summary>Throws when the part does not begin where the one before it ended, or when that one was read from another file.</summary>
    /// <param name="before">Where the last part with a record ended.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask EnsureFollowsAsync(SourcePosition before, CancellationToken cancellationToken)
    {
        var own = await begin.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (own is not null && own.Offset != before.Offset)
        {
            throw Other();
        }
        // Parts that were read in the same blocks have their digests at the same place, and nothing is read again.
        if (own?.DigestLength != before.DigestLength)
        {
            await text.VerifyAsync(before, cancellationToken).ConfigureAwait(false);
        }
        else if (!string.Equals(own.Digest, before.Digest, StringComparison.Ordinal))
        {
            throw Other();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        while (!isFinished && await source.ReadAsync(block, cancellationToken).ConfigureAwait(false))
        {
            isFinished = block.Offset + block.Length >= end || block.IsLastOfInput;
            TakeOff(block);
            if (block.Length > 0)
            {
                KeepBegin(block);
                return true;
            }
        }
        begin.TrySetResult(null);
        block.Length = 0;
        return false;
    }

    /// <inheritdoc/>
    public IBlockParser CreateParser() => source.CreateParser();

    /// <inheritdoc/>
    public ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken) =>
        source.SeekAsync(position, cancellationToken);

    /// <inheritdoc/>
    public SourcePosition PositionAfter(RowBlock block) => source.PositionAfter(block);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    void KeepBegin(RowBlock block)
    {
        if (!begin.Task.IsCompleted)
        {
            begin.SetResult(PositionAfter(block) with { Offset = block.Offset });
        }
    }

    /// <summary>Takes the records off a block that begin before the range, and those that begin behind it.</summary>
    void TakeOff(RowBlock block)
    {
        if (block.Offset + block.Length >= end)
        {
            var length = end <= block.Offset ? 0 : lexer.StartBehind(block.Bytes, (int)(end - block.Offset));
            block.IsLastOfInput &= length == block.Length;
            block.Length = length;
            text.EnsureUnchangedSoFar();
        }
        if (block.Offset < start)
        {
            var before =
                block.Offset + block.Length <= start
                    ? block.Length
                    : lexer.StartBehind(block.Bytes, (int)(start - block.Offset));
            block.Bytes[before..].CopyTo(block.Buffer);
            block.Length -= before;
            block.Offset += before;
        }
    }

    JobException Other() =>
        new(
            $"The input \"{Description.Path}\" is not the file that the shards before this one have read; give every shard the same file."
        );

    static JobException Undividable(string path) =>
        new(
            $"The input \"{path}\" cannot be divided with --shard, because a compressed file or a stream has to be unpacked from its beginning; unpack it to a file first, or leave --shard out."
        );
}

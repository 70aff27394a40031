using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;

namespace Etl.Jobs.Inputs;

/// <summary>
/// A source whose first block was read ahead as a sample, to judge a mapping by values, and is given again when reading
/// begins. So standard input, which can be read once only, is judged like a file.
/// </summary>
sealed class SampledSource : ISource
{
    /// <summary>128 KiB is several hundred records and costs a millisecond.</summary>
    public const int SampleBytes = 128 * 1024;

    readonly ISource source;
    RecordBatch? ahead;

    SampledSource(ISource source, RecordBatch? ahead)
    {
        this.source = source;
        this.ahead = ahead;
    }

    /// <inheritdoc/>
    public SourceDescription Description => source.Description;

    /// <inheritdoc/>
    public IOriginalWriter Originals => source.Originals;

    /// <summary>The first records with all columns unmapped; null when the input has none. Dead once reading begins.</summary>
    public RecordBatch? Sample => ahead;

    /// <summary>Reads the first block ahead.</summary>
    public static async ValueTask<SampledSource> ReadAheadAsync(ISource source, CancellationToken cancellationToken)
    {
        var batch = new RecordBatch(SampleBytes);
        if (!await source.ReadAsync(batch.Block, cancellationToken).ConfigureAwait(false))
        {
            return new SampledSource(source, null);
        }
        var columns = source.Description.Headers.Select((header, index) => new ColumnPlan(header, index, null, "none"));
        batch.Reset(new BatchLayout([.. columns]), 0);
        source.CreateParser().Parse(batch);
        return new SampledSource(source, batch);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        if (ahead is null)
        {
            return source.ReadAsync(block, cancellationToken);
        }
        var first = ahead.Block;
        block.EnsureCapacity(2 * first.Length, 0);
        first.Bytes.CopyTo(block.Buffer);
        block.Length = first.Length;
        block.Offset = first.Offset;
        block.IsLastOfInput = first.IsLastOfInput;
        ahead = null;
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public IBlockParser CreateParser() => source.CreateParser();

    /// <inheritdoc/>
    public ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        ahead = null;
        return source.SeekAsync(position, cancellationToken);
    }

    /// <inheritdoc/>
    public SourcePosition PositionAfter(RowBlock block) => source.PositionAfter(block);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

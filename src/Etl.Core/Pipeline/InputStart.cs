using Etl.Core.Contracts;

namespace Etl.Core.Pipeline;

/// <summary>What lies before the first record of an input that a run reads.</summary>
/// <param name="RecordCount">Records before it.</param>
/// <param name="LineCount">Physical lines before it, those of the header left out.</param>
/// <param name="OriginalOffset">Bytes before it, decompressed, in the input's own encoding.</param>
public sealed record InputStart(long RecordCount, long LineCount, long OriginalOffset)
{
    /// <summary>Behind a checkpoint.</summary>
    public static InputStart Behind(Checkpoint checkpoint) =>
        new(checkpoint.RecordCount, checkpoint.LineCount, checkpoint.OriginalOffset);

    /// <summary>At the first record of a whole input.</summary>
    public static InputStart Of(ISource source) => new(0, 0, source.Description.FirstRecordOffset);
}

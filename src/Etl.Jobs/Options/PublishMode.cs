namespace Etl.Jobs.Options;

/// <summary>When loaded rows become visible in a store (<c>--publish</c>).</summary>
public enum PublishMode
{
    /// <summary>Chunk by chunk as they are committed; the job can be resumed. The default.</summary>
    Direct,

    /// <summary>All at the end or not at all.</summary>
    Staged,
}

using Etl.Core.Contracts;

namespace Etl.Databases.Stores;

/// <summary>How a sink's memory is shared between match keys, what finds them on the disk, and the store's own cache.</summary>
/// <param name="options">How the sink writes.</param>
/// <param name="cacheBytes">Bytes that are no keys'. Default: 0, for a store whose server has them.</param>
/// <param name="recentBytes">Sets <see cref="RecentBytesMax"/>; tests do, so that the edges fall everywhere. Default: a share.</param>
sealed class KeyMemory(StoreSinkOptions options, long cacheBytes = 0, long? recentBytes = null)
{
    const long FilterBytesMin = 256 << 10;
    const long RecentBytesMin = 1 << 20;

    /// <summary>Bytes for keys: what the cache leaves.</summary>
    public long KeyBytesMax => options.MemoryBytes - cacheBytes;

    /// <summary>Beyond memory, bytes for the Bloom filter over the keys on the disk: 16 bits a key for four times the keys that memory holds.</summary>
    public long FilterBytesMax => Math.Max(KeyBytesMax / 2, FilterBytesMin);

    /// <summary>Beyond memory, bytes for keys that have been given up.</summary>
    public long ReleasedBytesMax => FilterBytesMax / 8;

    /// <summary>Beyond memory, bytes for keys that are not on the disk yet. The fewer, the more often all are written again.</summary>
    public long RecentBytesMax => recentBytes ?? Math.Max(KeyBytesMax / 4, RecentBytesMin);
}

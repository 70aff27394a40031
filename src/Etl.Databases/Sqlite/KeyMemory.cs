using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>How a sink's memory is shared between SQLite's pages and the match keys.</summary>
/// <param name="options">How the sink writes.</param>
/// <param name="recentBytes">Sets <see cref="RecentBytesMax"/>; tests do, so that the edges fall everywhere. Default: a share.</param>
sealed class KeyMemory(StoreSinkOptions options, long? recentBytes = null)
{
    const long CacheBytesMin = 2 << 20;

    /// <summary>A chunk's pages (100,000 contacts of 200 bytes are 20 MB) fit; beyond it the system's own cache serves.</summary>
    const long CacheBytesMax = 32 << 20;

    const long FilterBytesMin = 256 << 10;
    const long RecentBytesMin = 1 << 20;

    /// <summary>Bytes for SQLite's pages: a quarter, within bounds.</summary>
    public long CacheBytes { get; } = Math.Clamp(options.MemoryBytes / 4, CacheBytesMin, CacheBytesMax);

    /// <summary>Bytes for keys: the rest.</summary>
    public long KeyBytesMax => options.MemoryBytes - CacheBytes;

    /// <summary>Beyond memory, bytes for the Bloom filter over the keys on the disk: 16 bits a key for four times the keys that memory holds.</summary>
    public long FilterBytesMax => Math.Max(KeyBytesMax / 2, FilterBytesMin);

    /// <summary>Beyond memory, bytes for keys that have been given up.</summary>
    public long ReleasedBytesMax => FilterBytesMax / 8;

    /// <summary>Beyond memory, bytes for keys that are not on the disk yet. The fewer, the more often all are written again.</summary>
    public long RecentBytesMax => recentBytes ?? Math.Max(KeyBytesMax / 4, RecentBytesMin);
}

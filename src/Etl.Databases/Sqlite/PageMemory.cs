using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>Memory for SQLite's pages.</summary>
static class PageMemory
{
    const long BytesMin = 2 << 20;

    /// <summary>A chunk's pages (100,000 contacts of 200 bytes are 20 MB) fit; beyond it the system's own cache serves.</summary>
    const long BytesMax = 32 << 20;

    /// <summary>What a sink leaves to them: a quarter, within bounds.</summary>
    public static long BytesOf(StoreSinkOptions options) => Math.Clamp(options.MemoryBytes / 4, BytesMin, BytesMax);
}

using SQLitePCL;

namespace Etl.Databases.Sqlite;

/// <summary>Settings of the SQLite library as a whole, which it takes only before its first use in the process.</summary>
static class SqliteLibrary
{
    const int NoStatistics = 0;

    static readonly Lazy<bool> isConfigured = new(Apply);

    /// <summary>
    /// Leaves out the locks around every call and every allocation: a connection is used by one task at a time. Where another
    /// part of the process was first to use SQLite, its settings stay, and only some speed is lost.
    /// </summary>
    public static void Configure() => _ = isConfigured.Value;

    static bool Apply()
    {
        Batteries_V2.Init();
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD) == raw.SQLITE_OK
            && raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, NoStatistics) == raw.SQLITE_OK;
    }
}

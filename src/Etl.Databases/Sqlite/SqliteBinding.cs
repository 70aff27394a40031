using System.Runtime.InteropServices;

namespace Etl.Databases.Sqlite;

/// <summary>
/// The calls that are made once per value, straight into the library that SQLitePCL has loaded. SQLitePCL's own wrappers take a
/// reference on the statement's handle in each call; for some twenty values per row that costs more than the calls.
/// </summary>
/// <remarks>
/// All of them are short and never call back, so the runtime need not prepare for a collection while they run. They take a
/// bare handle: the caller keeps the statement alive.
/// </remarks>
static class SqliteBinding
{
    /// <summary>Makes SQLite copy the value before the call returns.</summary>
    public const nint Transient = -1;

    /// <summary>SQLite reads the value where it lies, until the parameter is bound again.</summary>
    public const nint Static = 0;

    const string Library = "e_sqlite3";

    [DllImport(Library, EntryPoint = "sqlite3_bind_text")]
    [SuppressGCTransition]
    public static extern int BindText(nint statement, int parameter, in byte value, int length, nint lifetime);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static extern int BindNumber(nint statement, int parameter, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    public static extern int BindNull(nint statement, int parameter);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);
}

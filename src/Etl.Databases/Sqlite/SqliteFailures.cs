using Etl.Core.Diagnostics;
using SQLitePCL;

namespace Etl.Databases.Sqlite;

/// <summary>SQLite's result codes as sentences for the user.</summary>
static class SqliteFailures
{
    /// <summary>The exception for a result code: what cannot be used at all is wrong usage, the rest is a failing world.</summary>
    public static Exception From(string path, int result, string message, string action) =>
        (result & 0xFF) switch
        {
            raw.SQLITE_NOTADB => NotAStore(path),
            raw.SQLITE_CANTOPEN => new JobException(
                $"The store '{path}' could not be opened; check that its folder exists and may be written, or name another file with --to sqlite:FILE."
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new JobException(
                $"The store '{path}' may not be written: the file or its folder is read-only. Change its permissions, or name another file with --to sqlite:FILE."
            ),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Busy(path, "another program"),
            raw.SQLITE_FULL => Full(path),
            raw.SQLITE_CORRUPT => new PipelineException(
                $"The store '{path}' is damaged ({message}); restore it from a backup, or recover it with 'sqlite3 FILE .recover'."
            ),
            raw.SQLITE_IOERR => new PipelineException(
                FormattableString.Invariant(
                    $"Reading or writing the store '{path}' failed ({message}, SQLite code {result}); check the disk."
                )
            ),
            _ => new PipelineException(
                FormattableString.Invariant($"The store '{path}' failed to {action}: {message} (SQLite code {result}).")
            ),
        };

    /// <summary>There is no space left.</summary>
    public static Exception Full(string path) =>
        new PipelineException($"The disk of the store '{path}' is full; free some space.");

    /// <summary>Somebody else holds the store.</summary>
    public static Exception Busy(string path, string holder) =>
        new PipelineException(
            $"The store '{path}' is being used by {holder}; wait until it has finished and run the command again."
        );

    /// <summary>The file is something else.</summary>
    public static Exception NotAStore(string path) =>
        new JobException(
            $"The file '{path}' is not a contact store of Etl and is left as it is; name another file, for example --to sqlite:contacts.db."
        );
}

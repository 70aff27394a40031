using Etl.Core.Diagnostics;
using SQLitePCL;

namespace Etl.Databases.Sqlite;

/// <summary>SQLite's result codes as sentences for the user.</summary>
static class SqliteFailures
{
    /// <summary>A folder with less may have refused a write.</summary>
    const long FullBytesMax = 1 << 20;

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

    /// <summary>There is no space left. SQLite does not say where: its own temporary files may lie on another disk than the store.</summary>
    public static Exception Full(string path) =>
        Full(path, Path.TrimEndingDirectorySeparator(Path.GetTempPath()), FreeBytes);

    /// <summary>The same.</summary>
    /// <param name="path">The store.</param>
    /// <param name="temporaryFolder">Where temporary files go.</param>
    /// <param name="freeBytes">How much may still be written into a folder.</param>
    internal static Exception Full(string path, string temporaryFolder, Func<string, long> freeBytes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return freeBytes(folder) > FullBytesMax && freeBytes(temporaryFolder) <= FullBytesMax
            ? new PipelineException(
                $"The folder for temporary files '{temporaryFolder}' is full; free some space there, or name another one by TMPDIR."
            )
            : new PipelineException(
                $"The disk is full: there is no space for '{Path.GetFileName(path)}' in the folder '{folder}'; free some space."
            );
    }

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

    static long FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}

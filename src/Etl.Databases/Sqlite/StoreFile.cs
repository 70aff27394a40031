using Etl.Core.Diagnostics;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>Looks at the place of a store before SQLite does, for clear messages.</summary>
static class StoreFile
{
    /// <summary>True when there is no store yet and one may be made.</summary>
    public static bool IsMissing(string path, SqliteStoreOptions options)
    {
        if (Directory.Exists(path))
        {
            throw new JobException(
                $"The store '{path}' is a folder; name a file in it, for example --to sqlite:{Path.Combine(path, "contacts.db")}."
            );
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new JobException(
                $"The folder '{folder}' of the store '{path}' does not exist; make it first, or name another file with --to sqlite:FILE."
            );
        }
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > 0 })
        {
            return false;
        }
        return options.CreateIfMissing
            ? true
            : throw new JobException(
                $"There is no store '{path}'; name an existing one, or make it with: {StoreCommand.Of("import FILE", "sqlite:" + path)}"
            );
    }

    /// <summary>A file name that nobody uses, in the temporary folder.</summary>
    public static string TemporaryPath() => Path.Combine(Path.GetTempPath(), $"etl-{Guid.NewGuid():N}.db");
}

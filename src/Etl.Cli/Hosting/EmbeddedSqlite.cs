using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Databases.Sqlite;
using SQLitePCL;

namespace Etl.Cli.Hosting;

/// <summary>
/// The library of SQLite inside the published program, so that the program is one file. It is put into a folder of this process alone
/// when it is first asked for, loaded, and removed at once: a loaded library needs no name. A program that is run by
/// <c>dotnet run</c>, or published for Windows, has the library beside it and nothing inside.
/// </summary>
[UnsupportedOSPlatform("windows")]
static class EmbeddedSqlite
{
    /// <summary>What the provider of SQLite calls its library, and the name of the resource.</summary>
    const string LibraryName = "e_sqlite3";

    /// <summary>Loaded once: two copies of the library in one process do not see each other's locks.</summary>
    static readonly Lazy<nint> library = new(LoadAnywhere);

    /// <summary>Makes calls of SQLite find the library inside the program, where there is one.</summary>
    public static void Register()
    {
        if (typeof(EmbeddedSqlite).Assembly.GetManifestResourceInfo(LibraryName) is not null)
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(SqliteStore).Assembly, Resolve);
        }
    }

    /// <summary>The loaded library; 0, which lets the system look for it, when no folder lets programs be loaded from it.</summary>
    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == LibraryName ? library.Value : 0;

    static nint LoadAnywhere()
    {
        string[] folders =
        [
            Path.GetTempPath(),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        ];
        var refusals = new List<string>();
        foreach (var folder in folders.Where(folder => folder.Length > 0))
        {
            if (Load(folder, refusals) is var handle and not 0)
            {
                return handle;
            }
        }
        return refusals.Count == 0
            ? 0
            : throw new JobException(
                $"The library of SQLite, which this program carries, cannot be unpacked into {string.Join(" nor into ", refusals)}; name a folder that has room for 2 MB with TMPDIR, or raise the limit of this user (ulimit -f)."
            );
    }

    static nint Load(string parent, List<string> refusals)
    {
        try
        {
            // Made for this user alone and with a name that nobody can know before.
            var folder = Path.Combine(parent, "etl-" + Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            try
            {
                var path = Path.Combine(folder, LibraryName);
                using (var file = File.Create(path))
                {
                    typeof(EmbeddedSqlite).Assembly.GetManifestResourceStream(LibraryName)!.CopyTo(file);
                }
                return NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            refusals.Add($"'{parent}' ({DiskFailure.Describe(exception)})");
            return 0;
        }
    }
}

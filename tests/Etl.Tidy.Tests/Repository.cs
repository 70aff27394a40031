using System.IO.Enumeration;
using Etl.Testing;

namespace Etl.Tidy.Tests;

/// <summary>All files of the checkout but those that .gitignore names.</summary>
static class Repository
{
    static readonly string[] ignored =
    [
        ".git",
        .. File.ReadAllLines(RepositoryRoot.Combine(".gitignore"))
            .Select(line => line.Trim().Trim('/'))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    /// <summary>Every file, in ordinal order of paths.</summary>
    public static IReadOnlyList<RepositoryFile> Files { get; } =
    [
        .. Walk(new DirectoryInfo(RepositoryRoot.Path))
            .Select(file => new RepositoryFile(
                RepositoryRoot.Relative(file.FullName),
                File.ReadAllBytes(file.FullName)
            ))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Everything at the top that is not ignored.</summary>
    public static IEnumerable<string> TopLevel =>
        new DirectoryInfo(RepositoryRoot.Path).EnumerateFileSystemInfos().Where(IsKept).Select(entry => entry.Name);

    static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(IsKept)
            .SelectMany(entry =>
                entry switch
                {
                    FileInfo file => [file],
                    DirectoryInfo { LinkTarget: null } inner => Walk(inner),
                    _ => [],
                }
            );

    static bool IsKept(FileSystemInfo entry) =>
        !ignored.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false));
}

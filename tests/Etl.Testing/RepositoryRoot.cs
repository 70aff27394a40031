namespace Etl.Testing;

/// <summary>The folder of the checkout that the running tests were built from: the nearest one above them with Etl.sln.</summary>
public static class RepositoryRoot
{
    /// <summary>Full path, without a separator at its end.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Full path of something in the checkout, given its path with slashes.</summary>
    public static string Combine(string relativePath) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relativePath));

    /// <summary>Path inside the checkout, with slashes, of a full path.</summary>
    public static string Relative(string fullPath) =>
        System.IO.Path.GetRelativePath(Path, fullPath).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Etl.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException(
            $"No folder above '{start}' holds Etl.sln; run the tests from inside a checkout."
        );
    }
}

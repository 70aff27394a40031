using System.Text;

namespace Etl.Testing;

/// <summary>A fresh folder for one test, deleted with everything in it when disposed.</summary>
public sealed class TempFolder : IDisposable, IAsyncDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="parent">Where; the system's folder for such things by default.</param>
    public TempFolder(string? parent = null) =>
        Path = parent is null
            ? Directory.CreateTempSubdirectory("etl-test-").FullName
            : Directory.CreateDirectory(System.IO.Path.Combine(parent, $"etl-test-{Guid.NewGuid():N}")).FullName;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Full path of a file in it, which need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes bytes as they are; returns the file's full path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes text as UTF-8 without a byte order mark; returns the file's full path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>All bytes of a file.</summary>
    public byte[] ReadBytes(string name) => System.IO.File.ReadAllBytes(File(name));

    /// <summary>A file's text, read as UTF-8.</summary>
    public string ReadText(string name) => Encoding.UTF8.GetString(ReadBytes(name));

    /// <summary>Names of all files, with slashes, in ordinal order: shows that nothing was left behind.</summary>
    public IReadOnlyList<string> FileNames() =>
        [
            .. Directory
                .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test deleted it itself.
        }
        catch (IOException)
        {
            // A killed process may still be dying with a file open; the system's own cleaning takes the rest.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

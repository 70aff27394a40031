using Etl.Core.Diagnostics;

namespace Etl.Formats.Files;

/// <summary>Opens an input file for one sequential read, or says in one sentence why it cannot be read.</summary>
static class InputFile
{
    /// <summary>How many names of the folder are looked at for a hint.</summary>
    const int NamesMax = 10_000;

    /// <summary>Opens <paramref name="path"/>. Unbuffered: the callers read whole blocks.</summary>
    public static FileStream Open(string path, FileOptions options = FileOptions.SequentialScan)
    {
        if (Directory.Exists(path))
        {
            throw new JobException(
                $"The input \"{path}\" is a folder, but a file is expected; name the files in it, for example \"{Path.Combine(path, "*.csv")}\"."
            );
        }
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                0,
                options
            );
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new JobException(
                $"The input \"{path}\" may not be read by this user; give read permission (chmod +r) or run as a user who has it.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            throw new JobException($"The input \"{path}\" cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Opens <paramref name="path"/> to be read forward to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lengthBytes">Its bytes.</param>
    public static Stream OpenForward(string path, long lengthBytes)
    {
        var file = Open(path);
        return UncachedStream.IsFor(lengthBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            ? new UncachedStream(file, lengthBytes)
            : file;
    }

    static JobException Missing(string path, Exception exception)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        if (!Directory.Exists(folder))
        {
            return new JobException(
                $"The input \"{path}\" does not exist, and neither does its folder \"{folder}\"; check the path.",
                exception
            );
        }
        var nearest = NearestNames.One(Path.GetFileName(path), NamesIn(folder));
        var hint = nearest is null ? "check the name." : $"did you mean \"{nearest}\"?";
        return new JobException($"The input \"{path}\" does not exist; {hint}", exception);
    }

    static IEnumerable<string> NamesIn(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder).Take(NamesMax).Select(name => Path.GetFileName(name)).ToList();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

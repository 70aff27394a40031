namespace Etl.Core.Files;

/// <summary>Files behind symbolic links: a rename would replace the link, and two names may be one file.</summary>
public static class LinkedFile
{
    /// <summary>The file behind a path: absolute, and behind symbolic links. Where these cannot be followed it is the path's own.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }

    /// <summary>
    /// What is known of the file behind a path: its length is that of the file, where that of a link is the length of a path. An open pipe is
    /// a link to a name that is no path, and stays itself.
    /// </summary>
    public static FileInfo InfoOf(string path)
    {
        var file = new FileInfo(Resolve(path));
        return !file.Exists && SpecialFile.DescriptorOf(path) is not null ? new FileInfo(path) : file;
    }

    /// <summary>Bytes of the file behind a path; −1 when none is there.</summary>
    public static long LengthOf(string path) => InfoOf(path) is { Exists: true, Length: var length } ? length : -1;
}

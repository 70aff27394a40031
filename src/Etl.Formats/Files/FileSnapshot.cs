using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Formats.Files;

/// <summary>
/// What a file looked like when it was opened, to be held against what it looks like when it has been read. A file that
/// was appended to, cut or replaced meanwhile gives rows that nobody wrote, so it stops the job.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="ModifiedAt">Last write (UTC).</param>
/// <param name="CreatedAt">Birth time (UTC): another file under the same name has another one.</param>
readonly record struct FileSnapshot(string Path, long Length, DateTime ModifiedAt, DateTime CreatedAt)
{
    /// <summary>Looks at the file; a link is followed to what it names in the end.</summary>
    public static FileSnapshot Take(string path)
    {
        var file = LinkedFile.InfoOf(path);
        return file.Exists
            ? new FileSnapshot(path, file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc)
            : new FileSnapshot(path, -1, default, default);
    }

    /// <summary>Throws when the file no longer is what it was, or when fewer or more bytes than its length were read.</summary>
    public void EnsureUnchanged(long bytesRead)
    {
        var now = Take(Path);
        if (now == this && bytesRead == Length)
        {
            return;
        }
        var what = Describe(now, bytesRead);
        throw new PipelineException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Reading \"{Path}\": the file changed while it was read ({what}); wait until whoever writes it is done, then run the job again."
            )
        );
    }

    string Describe(FileSnapshot now, long bytesRead)
    {
        if (now.Length < 0)
        {
            return "it was removed";
        }
        if (now.Length != Length)
        {
            var verb = now.Length > Length ? "grew" : "shrank";
            return string.Create(CultureInfo.InvariantCulture, $"it {verb} from {Length:N0} to {now.Length:N0} bytes");
        }
        if (bytesRead != Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytesRead:N0} of {Length:N0} bytes could be read");
        }
        return now.CreatedAt != CreatedAt ? "it was replaced" : "it was written to";
    }
}

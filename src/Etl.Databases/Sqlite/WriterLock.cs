using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Keeps a second Etl from writing into a store between two chunks of the first. SQLite's own lock protects each
/// transaction; this one, a locked file beside the store, covers the whole job and falls when its process ends.
/// </summary>
static class WriterLock
{
    const string Suffix = "-writer";
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock, waiting for it.</summary>
    public static async ValueTask<IDisposable> TakeAsync(
        string path,
        TimeSpan timeout,
        Func<string> describeHolder,
        CancellationToken cancellationToken
    )
    {
        var waited = TimeSpan.Zero;
        while (true)
        {
            try
            {
                return new FileStream(
                    path + Suffix,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    FileOptions.DeleteOnClose
                );
            }
            catch (Exception exception)
                when (exception is UnauthorizedAccessException || DiskFailure.IsReadOnly(exception))
            {
                throw new JobException(
                    $"The store '{path}' may not be written: its folder is read-only. Change its permissions, or name another file with --to sqlite:FILE.",
                    exception
                );
            }
            catch (IOException exception) when (DiskFailure.IsFull(exception))
            {
                throw SqliteFailures.Full(path);
            }
            catch (IOException) when (waited < timeout)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                waited += pause;
            }
            catch (IOException)
            {
                throw SqliteFailures.Busy(path, describeHolder());
            }
        }
    }
}

namespace Etl.Core.Files;

/// <summary>Words for what a file system refuses, to stand inside a sentence.</summary>
public static class DiskFailure
{
    // Linux's error numbers, which .NET keeps in HResult.
    const int NoSpace = 28;
    const int ReadOnlyFileSystem = 30;
    const int NotOpen = 9;
    const int BrokenPipe = 32;
    const int QuotaExceeded = 122;

    /// <summary>
    /// True for what a write throws when the file system refuses it. A file beyond the size that the file system or a limit of
    /// the user allows is an argument out of range to .NET.
    /// </summary>
    public static bool IsRefusal(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>The cause in words, without a full stop.</summary>
    public static string Describe(Exception exception) =>
        exception.HResult switch
        {
            _ when exception is ArgumentOutOfRangeException =>
                "the file is larger than its file system or a limit of this user allows",
            NoSpace => "the disk is full",
            QuotaExceeded => "the disk quota is used up",
            NotOpen => "it is closed",
            BrokenPipe => "what reads it ended before everything was written",
            ReadOnlyFileSystem => "the file system is read-only",
            _ => exception.Message.TrimEnd('.', ' '),
        };

    /// <summary>True when there is no space left.</summary>
    public static bool IsFull(Exception exception) => exception.HResult is NoSpace or QuotaExceeded;

    /// <summary>True when whoever reads a pipe is gone.</summary>
    public static bool IsUnread(Exception exception) => exception.HResult == BrokenPipe;

    /// <summary>True when the file system takes no changes at all.</summary>
    public static bool IsReadOnly(Exception exception) => exception.HResult == ReadOnlyFileSystem;
}

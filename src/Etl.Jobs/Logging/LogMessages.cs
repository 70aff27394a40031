using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Logging;

/// <summary>Everything a job writes to the log, in one place. No message ever holds a value of a record or a secret.</summary>
static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information, "{Kind} with etl {Version}")]
    public static partial void JobAsked(this ILogger logger, string kind, string version);

    [LoggerMessage(2, LogLevel.Information, "setting {Name}: {Value}")]
    public static partial void Setting(this ILogger logger, string name, string value);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "memory {MemoryBytes} bytes: {BatchCount} batches of {BlockBytes} bytes for {Workers} workers, {KeyBytes} bytes for keys"
    )]
    public static partial void MemoryPlanned(
        this ILogger logger,
        long memoryBytes,
        int batchCount,
        int blockBytes,
        int workers,
        long keyBytes
    );

    [LoggerMessage(
        4,
        LogLevel.Information,
        "input {Path}: {Format}, encoding {Encoding}, delimiter '{Delimiter}', {ColumnCount} columns, {LengthBytes} bytes, first record on line {FirstRecordLine}"
    )]
    public static partial void InputOpened(
        this ILogger logger,
        string path,
        string format,
        string encoding,
        string delimiter,
        int columnCount,
        long? lengthBytes,
        long firstRecordLine
    );

    [LoggerMessage(5, LogLevel.Information, "input {Path}: {MappedCount} of {ColumnCount} columns feed a field")]
    public static partial void InputMapped(this ILogger logger, string path, int mappedCount, int columnCount);

    [LoggerMessage(6, LogLevel.Information, "job {Job} writes to {Target}")]
    public static partial void JobStarted(this ILogger logger, string job, string target);

    [LoggerMessage(7, LogLevel.Information, "job {Job} goes on behind chunk {ChunkNumber}, record {RecordCount}")]
    public static partial void JobResumed(this ILogger logger, string job, int chunkNumber, long recordCount);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "chunk {ChunkNumber} committed: input {InputIndex} up to record {RecordCount}, line {LineCount}, byte {OriginalOffset}"
    )]
    public static partial void ChunkCommitted(
        this ILogger logger,
        int chunkNumber,
        int inputIndex,
        long recordCount,
        long lineCount,
        long originalOffset
    );

    [LoggerMessage(9, LogLevel.Information, "stage {Stage}: busy {BusySeconds:F3} s, waited {WaitSeconds:F3} s")]
    public static partial void StageEnded(this ILogger logger, string stage, double busySeconds, double waitSeconds);

    [LoggerMessage(
        10,
        LogLevel.Information,
        "job {Job} {Status}: read {ReadCount}, inserted {InsertedCount}, updated {UpdatedCount}, unchanged {UnchangedCount}, duplicate {DuplicateCount}, rejected {RejectedCount}, filtered {FilteredCount}; {Seconds} s, bottleneck {Bottleneck}"
    )]
    public static partial void JobEnded(
        this ILogger logger,
        string job,
        string status,
        long readCount,
        long insertedCount,
        long updatedCount,
        long unchangedCount,
        long duplicateCount,
        long rejectedCount,
        long filteredCount,
        double seconds,
        string bottleneck
    );

    [LoggerMessage(12, LogLevel.Information, "job {Job} in {Target}: {Action}")]
    public static partial void LedgerAsked(this ILogger logger, long? job, string target, string action);
}

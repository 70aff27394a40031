namespace Etl.Cli.Tests;

/// <summary>Takes bytes, and does something when the first ones come: the moment at which a job has begun to write.</summary>
sealed class FirstWriteStream(Action onFirstWrite) : MemoryStream
{
    Action? pending = onFirstWrite;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref pending, null)?.Invoke();
        return base.WriteAsync(buffer, cancellationToken);
    }
}

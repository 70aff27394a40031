using Etl.Core.Files;

namespace Etl.Formats.Files;

/// <summary>An <see cref="OutputBuffer"/> for what only writes to streams. Disposing it completes the buffer.</summary>
sealed class OutputBufferStream(OutputBuffer buffer) : WriteOnlyStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        buffer.AppendAsync(bytes, cancellationToken);

    public override Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(bytes.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await buffer.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does nothing: what is gathered is passed on when it is worth it.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();
}

using Etl.Formats.Files;

namespace Etl.Benchmarks.Stages;

/// <summary>The same bytes again and again, without an end, so that reading can be measured without opening.</summary>
sealed class RepeatedStream(byte[] bytes) : ReadOnlyStream
{
    int place;

    public override int Read(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, bytes.Length - place);
        bytes.AsSpan(place, length).CopyTo(buffer);
        place = (place + length) % bytes.Length;
        return length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));
}

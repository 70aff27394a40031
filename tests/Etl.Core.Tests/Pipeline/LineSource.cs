using System.Globalization;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Text;

namespace Etl.Core.Tests.Pipeline;

/// <summary>A source of rows from memory: one row a line, fields split at commas, a line <c>bad…</c> is rejected by the parser.</summary>
sealed class LineSource(string text, int blockBytes, Action<int>? onRead = null)
    : ISource,
        IBlockParser,
        IOriginalWriter
{
    readonly byte[] bytes = Encoding.UTF8.GetBytes(text);
    int position;
    int reads;

    public SourceDescription Description { get; } =
        new()
        {
            Path = "lines.txt",
            Format = "lines",
            Headers = ["name", "value"],
            FirstRecordLine = 2,
            FirstRecordOffset = 11,
        };

    public IOriginalWriter Originals => this;

    public ReadOnlyMemory<byte> Preamble => "name,value\n"u8.ToArray();

    public bool IsDisposed { get; private set; }

    public ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        onRead?.Invoke(reads++);
        block.Length = 0;
        if (position == bytes.Length)
        {
            return ValueTask.FromResult(false);
        }
        var end = Math.Min(bytes.Length, position + blockBytes);
        while (end < bytes.Length && bytes[end - 1] != (byte)'\n')
        {
            end++;
        }
        block.EnsureCapacity(end - position, 0);
        bytes.AsSpan(position, end - position).CopyTo(block.Buffer);
        block.Length = end - position;
        block.Offset = position;
        position = end;
        return ValueTask.FromResult(true);
    }

    public IBlockParser CreateParser() => this;

    public ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        this.position = (int)position.Offset;
        return ValueTask.CompletedTask;
    }

    public SourcePosition PositionAfter(RowBlock block) => new(block.Offset + block.Length, null, 0);

    public void Parse(RecordBatch batch)
    {
        var block = batch.Block.Bytes;
        var start = 0;
        while (start < block.Length)
        {
            var length = block[start..].IndexOf((byte)'\n') + 1;
            var comma = block.Slice(start, length).IndexOf((byte)',');
            var cells = batch.AddRow(new RowSpan(start, length));
            cells[0] = new FieldSpan(start, comma);
            cells[1] = new FieldSpan(start + comma + 1, length - comma - 2);
            if (block[start..].StartsWith("bad"u8))
            {
                batch.Reject(
                    batch.RowCount - 1,
                    Etl.Core.Rejects.RejectStage.Parse,
                    -1,
                    Etl.Core.Diagnostics.Codes.UnclosedQuote
                );
            }
            start += length;
            batch.LineCount++;
        }
    }

    public void Write(ReadOnlySpan<byte> record, System.Buffers.IBufferWriter<byte> output) =>
        System.Buffers.BuffersExtensions.Write(output, record);

    public long OriginalLength(ReadOnlySpan<byte> blockBytes) => blockBytes.Length;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Rows <c>r1,v1</c> … of which every <paramref name="badEvery"/>-th is bad.</summary>
    public static string Rows(int count, int badEvery = int.MaxValue) =>
        string.Concat(
            Enumerable
                .Range(1, count)
                .Select(n =>
                    string.Create(CultureInfo.InvariantCulture, $"{(n % badEvery == 0 ? "bad" : "r")}{n},v{n}\n")
                )
        );
}

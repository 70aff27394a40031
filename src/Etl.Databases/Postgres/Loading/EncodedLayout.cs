using System.Buffers.Binary;
using Etl.Databases.Postgres.Encoders;
using Etl.Databases.Stores;
using Etl.Text;

namespace Etl.Databases.Postgres.Loading;

/// <summary>How the rows of one layout become tuples: a head that is the same in all of them, and steps for the other columns.</summary>
sealed class EncodedLayout
{
    /// <summary>Bytes of a row besides its texts: the count, a length per field, and what stands for empty cells.</summary>
    readonly int fixedBytes;

    /// <summary>Plans the rows of a layout.</summary>
    /// <param name="columns">The written columns, all or without the plan's tail.</param>
    /// <param name="sources">For each written column the column of a batch that feeds it, or −1.</param>
    /// <param name="customs">The custom fields without a column of their own.</param>
    public EncodedLayout(LoadColumn[] columns, int[] sources, CustomField[] customs)
    {
        Sources = sources;
        Customs = customs;
        var headCount = 0;
        while (headCount < columns.Length && sources[headCount] < 0 && !columns[headCount].HoldsCustoms)
        {
            headCount++;
        }
        Head = MakeHead(columns, headCount);
        SingleSteps = [.. Enumerable.Range(headCount, columns.Length - headCount).Select(One)];
        Steps = [.. MakeSteps(columns, headCount)];
        Texts = Steps is [{ Texts: { } texts }] ? texts : null;
        fixedBytes = sizeof(short) + columns.Sum(column => sizeof(int) + column.EmptyField.Length);
    }

    /// <summary>For each written column the column of a batch that feeds it, or −1.</summary>
    public int[] Sources { get; }

    /// <summary>The custom fields without a column of their own.</summary>
    public CustomField[] Customs { get; }

    /// <summary>The number of fields, and the first ones as long as no batch feeds them.</summary>
    public byte[] Head { get; }

    /// <summary>The other columns, runs of plain texts together.</summary>
    public EncodedStep[] Steps { get; }

    /// <summary>The columns of a batch behind the head when all of them are plain texts; else null.</summary>
    public int[]? Texts { get; }

    /// <summary>The same, each column by itself, for batches whose texts must be looked at one by one.</summary>
    public EncodedStep[] SingleSteps { get; }

    /// <summary>What a row of plain texts takes at most, and what writing the last one quickly overwrites.</summary>
    /// <param name="cells">The cells of the row.</param>
    public int RoomFor(ReadOnlySpan<FieldSpan> cells)
    {
        var room = fixedBytes + PrefixedFields.RoomBytes;
        foreach (ref readonly var cell in cells)
        {
            room += cell.Length;
        }
        return room;
    }

    /// <summary>Writes a row of nothing but plain texts and returns how many bytes it takes; its key is left open.</summary>
    /// <param name="buffer">What the cells point into.</param>
    /// <param name="cells">The cells of the row.</param>
    /// <param name="destination">At least <see cref="RoomFor"/> bytes.</param>
    public int WriteTexts(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells, Span<byte> destination)
    {
        Head.CopyTo(destination);
        return Head.Length + PrefixedFields.Write(buffer, cells, Texts, destination[Head.Length..]);
    }

    static byte[] MakeHead(LoadColumn[] columns, int count)
    {
        var head = new List<byte>();
        head.AddRange(new byte[sizeof(short)]);
        foreach (var column in columns.AsSpan(0, count))
        {
            head.AddRange(column.EmptyField);
        }
        byte[] bytes = [.. head];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)columns.Length);
        return bytes;
    }

    IEnumerable<EncodedStep> MakeSteps(LoadColumn[] columns, int first)
    {
        while (first < columns.Length)
        {
            var end = first;
            while (end < columns.Length && Sources[end] >= 0 && IsPlain(columns[end]))
            {
                end++;
            }
            yield return end > first ? new EncodedStep(Sources[first..end], first) : One(first);
            first = Math.Max(end, first + 1);
        }
    }

    static EncodedStep One(int column) => new(null, column);

    // What is written as it is, and nothing as NULL.
    static bool IsPlain(LoadColumn column) =>
        column is { Encoder: TextEncoder { TakesAnyLength: true }, HasEmptyValue: false, HoldsCustoms: false };
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etl.Text.Csv;

/// <summary>
/// The tokenizer's output: the records of one block and where their raw fields end, in order. Reused from block to block; the
/// tables only ever grow, so after the first few blocks nothing is allocated any more.
/// </summary>
/// <remarks>
/// A field is where the one before it ends, so 4 bytes say all about it: the first begins where its row does, and each other behind
/// the delimiter. <see cref="CopyFields(in CsvRow, Span{FieldSpan})"/> makes places of them, eight at a time.
/// </remarks>
public sealed class CsvRows
{
    /// <summary>Places behind the last end that may be written and before the first one that may be read, so that whole vectors can be.</summary>
    internal const int Slack = 8;

    const int FieldCapacityMin = 1024;
    const int RowCapacityMin = 128;
    const int QuotedCapacityMin = 128;

    int[] ends = new int[FieldCapacityMin];
    int[] quoted = new int[QuotedCapacityMin];
    CsvRow[] rows = new CsvRow[RowCapacityMin];

    /// <summary>The records. Blank lines are not among them.</summary>
    public ReadOnlySpan<CsvRow> Rows => rows.AsSpan(0, RowCount);

    /// <summary>
    /// The fields that start with a quote, as indexes among those of all records, ascending. In a row with
    /// <see cref="CsvRow.HasStrayQuote"/> some of these quotes are text.
    /// </summary>
    public ReadOnlySpan<int> QuotedFields => quoted.AsSpan(0, QuotedCount);

    /// <summary>Number of lines of length zero outside quotes.</summary>
    public int BlankCount { get; internal set; }

    /// <summary>Number of physical line breaks, also inside quotes and of blank lines; CRLF is one.</summary>
    public int LineCount { get; internal set; }

    /// <summary>Number of records.</summary>
    public int RowCount { get; internal set; }

    /// <summary>Number of fields of all records.</summary>
    public int FieldCount { get; internal set; }

    /// <summary>Number of <see cref="QuotedFields"/>.</summary>
    internal int QuotedCount { get; set; }

    /// <summary>Bytes from one field's end to the next one's start.</summary>
    internal int DelimiterLength { get; private set; } = 1;

    /// <summary>The ends of all fields, from <see cref="Slack"/> on, for kernels that write them directly and then set <see cref="FieldCount"/>.</summary>
    internal int[] EndTable => ends;

    /// <summary>The whole table of <see cref="QuotedFields"/>, for kernels that write it directly and then set <see cref="QuotedCount"/>.</summary>
    internal int[] QuotedTable => quoted;

    /// <summary>The whole row table, for kernels that write it directly and then set <see cref="RowCount"/>.</summary>
    internal CsvRow[] RowTable => rows;

    /// <summary>
    /// A raw field: quotes and escapes still on, delimiter and line end excluded. Its offset counts from the block's first byte.
    /// </summary>
    /// <param name="row">One of <see cref="Rows"/>.</param>
    /// <param name="index">Which of its fields, from 0 on.</param>
    public FieldSpan Field(in CsvRow row, int index)
    {
        var end = Slack + row.FieldIndex + index;
        var start = index == 0 ? row.Offset : ends[end - 1] + DelimiterLength;
        return new FieldSpan(start, ends[end] - start);
    }

    /// <summary>True when a field of the row starts with a quote.</summary>
    public bool HasQuoted(in CsvRow row)
    {
        var found = QuotedFields.BinarySearch(row.FieldIndex);
        var index = found < 0 ? ~found : found;
        return index < QuotedCount && quoted[index] < row.FieldIndex + row.FieldCount;
    }

    /// <summary>Writes the first fields of a row, as many as <paramref name="destination"/> holds; it has so many.</summary>
    public void CopyFields(in CsvRow row, Span<FieldSpan> destination) =>
        CopyFields(new ReadOnlySpan<CsvRow>(in row), destination.Length, destination.Length, destination);

    /// <summary>Writes the first fields of each of some rows, and behind them empty ones up to a width.</summary>
    /// <param name="some">Some of <see cref="Rows"/>; each has so many fields.</param>
    /// <param name="count">Fields of each row.</param>
    /// <param name="width">Places for each row, at least so many.</param>
    /// <param name="destination">The places, row after row.</param>
    public void CopyFields(ReadOnlySpan<CsvRow> some, int count, int width, Span<FieldSpan> destination)
    {
        foreach (ref readonly var row in some)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, row.FieldCount);
            var fields = destination[..count];
            if (count >= Vector256<int>.Count)
            {
                WriteEights(row, fields);
            }
            else
            {
                WriteSingly(row, fields);
            }
            destination[count..width].Clear();
            destination = destination[width..];
        }
    }

    void WriteSingly(in CsvRow row, Span<FieldSpan> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = Field(row, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void WriteEights(in CsvRow row, Span<FieldSpan> fields)
    {
        ref var first = ref ends.AsSpan(Slack + row.FieldIndex, fields.Length)[0];
        ref var target = ref Unsafe.As<FieldSpan, ulong>(ref MemoryMarshal.GetReference(fields));
        var last = fields.Length - Vector256<int>.Count;
        for (var index = 0; index < last; index += Vector256<int>.Count)
        {
            WriteEight(ref first, ref target, index);
        }
        // They overlap those before them, so nothing behind the row is written.
        WriteEight(ref first, ref target, last);
        fields[0] = new FieldSpan(row.Offset, first - row.Offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void WriteEight(ref int first, ref ulong target, int index)
    {
        var starts = Vector256.LoadUnsafe(ref Unsafe.Add(ref first, index - 1)) + Vector256.Create(DelimiterLength);
        var lengths = Vector256.LoadUnsafe(ref first, (nuint)index) - starts;
        var (lower, upper) = Vector256.Widen(starts.AsUInt32());
        var (lowerLength, upperLength) = Vector256.Widen(lengths.AsUInt32());
        (lower | (lowerLength << 32)).StoreUnsafe(ref target, (nuint)index);
        (upper | (upperLength << 32)).StoreUnsafe(ref target, (nuint)index + 4);
    }

    /// <summary>Empties the tables and keeps their memory.</summary>
    /// <param name="delimiterLength">Bytes of the delimiter between the fields that will be added.</param>
    public void Clear(int delimiterLength = 1)
    {
        DelimiterLength = delimiterLength;
        RowCount = 0;
        FieldCount = 0;
        QuotedCount = 0;
        BlankCount = 0;
        LineCount = 0;
    }

    /// <summary>Makes room for that many more rows and fields.</summary>
    internal void EnsureRoom(int more)
    {
        if (rows.Length - RowCount < more)
        {
            Array.Resize(ref rows, Math.Max(rows.Length * 2, RowCount + more));
        }
        if (ends.Length - FieldCount < more + 2 * Slack)
        {
            Array.Resize(ref ends, Math.Max(ends.Length * 2, FieldCount + more + 2 * Slack));
        }
        if (quoted.Length - QuotedCount < more)
        {
            Array.Resize(ref quoted, Math.Max(quoted.Length * 2, QuotedCount + more));
        }
    }

    internal void AddField(int end, bool isQuoted)
    {
        EnsureRoom(more: 1);
        if (isQuoted)
        {
            quoted[QuotedCount++] = FieldCount;
        }
        ends[Slack + FieldCount++] = end;
    }

    /// <summary>Drops the fields from an index on.</summary>
    internal void DropFields(int index)
    {
        FieldCount = index;
        while (QuotedCount > 0 && quoted[QuotedCount - 1] >= index)
        {
            QuotedCount--;
        }
    }

    internal void AddRow(in CsvRow row)
    {
        EnsureRoom(more: 1);
        rows[RowCount++] = row;
    }
}

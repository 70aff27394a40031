namespace Etl.Text.Csv;

/// <summary>
/// The tokenizer's output: the records of one block and their raw fields, in order. Reused from block to block; the two tables
/// only ever grow, so after the first few blocks nothing is allocated any more.
/// </summary>
public sealed class CsvRows
{
    const int FieldCapacityMin = 1024;
    const int RowCapacityMin = 128;

    FieldSpan[] fields = new FieldSpan[FieldCapacityMin];
    CsvRow[] rows = new CsvRow[RowCapacityMin];

    /// <summary>The records. Blank lines are not among them.</summary>
    public ReadOnlySpan<CsvRow> Rows => rows.AsSpan(0, RowCount);

    /// <summary>
    /// The fields of all records, raw: quotes and escapes still on, delimiter and line end excluded. Those of row <c>r</c> are
    /// <c>Fields.Slice(r.FieldIndex, r.FieldCount)</c>. Offsets count from the block's first byte.
    /// </summary>
    public ReadOnlySpan<FieldSpan> Fields => fields.AsSpan(0, FieldCount);

    /// <summary>Number of lines of length zero outside quotes.</summary>
    public int BlankCount { get; internal set; }

    /// <summary>Number of physical line breaks, also inside quotes and of blank lines; CRLF is one.</summary>
    public int LineCount { get; internal set; }

    /// <summary>Number of records.</summary>
    public int RowCount { get; internal set; }

    /// <summary>Number of fields of all records.</summary>
    public int FieldCount { get; internal set; }

    /// <summary>The whole field table, for kernels that write it directly and then set <see cref="FieldCount"/>.</summary>
    internal FieldSpan[] FieldTable => fields;

    /// <summary>The whole row table, for kernels that write it directly and then set <see cref="RowCount"/>.</summary>
    internal CsvRow[] RowTable => rows;

    /// <summary>Empties the tables and keeps their memory.</summary>
    public void Clear()
    {
        RowCount = 0;
        FieldCount = 0;
        BlankCount = 0;
        LineCount = 0;
    }

    /// <summary>Makes room for that many more rows and fields behind the first ones, which are kept.</summary>
    internal void EnsureRoom(int rowCount, int fieldCount, int moreRows, int moreFields)
    {
        if (rows.Length - rowCount < moreRows)
        {
            Array.Resize(ref rows, Math.Max(rows.Length * 2, rowCount + moreRows));
        }
        if (fields.Length - fieldCount < moreFields)
        {
            Array.Resize(ref fields, Math.Max(fields.Length * 2, fieldCount + moreFields));
        }
    }

    internal void AddField(int offset, int length)
    {
        if (FieldCount == fields.Length)
        {
            Array.Resize(ref fields, fields.Length * 2);
        }
        fields[FieldCount++] = new FieldSpan(offset, length);
    }

    internal void AddRow(in CsvRow row)
    {
        if (RowCount == rows.Length)
        {
            Array.Resize(ref rows, rows.Length * 2);
        }
        rows[RowCount++] = row;
    }
}

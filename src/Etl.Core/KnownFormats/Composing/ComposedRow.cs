using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>The values of one row for another program: places in the batch's buffer, or in a buffer of its own for those that are written anew.</summary>
sealed class ComposedRow(int columnCount)
{
    /// <summary>What became of a value, where it was not written to a column of the output in another way.</summary>
    const int Nothing = -1;

    const int Unchanged = -2;

    readonly FieldSpan[] values = new FieldSpan[columnCount];
    readonly bool[] isOwn = new bool[columnCount];
    readonly List<(Code Code, int Field, FieldSpan Before, int After)> remarks = [];
    RecordBatch batch = null!; // set by Begin
    int index;
    byte[] own = new byte[1024];
    int ownLength;

    /// <summary>Starts on a row: all values are empty.</summary>
    public void Begin(RecordBatch next, int rowIndex)
    {
        (batch, index) = (next, rowIndex);
        Array.Clear(values);
        Array.Clear(isOwn);
        ownLength = 0;
    }

    /// <summary>True while the value is empty.</summary>
    public bool IsEmpty(int column) => values[column].IsEmpty;

    /// <summary>One value.</summary>
    public ReadOnlySpan<byte> Value(int column)
    {
        var value = values[column];
        return (isOwn[column] ? own : batch.Block.Buffer).AsSpan(value.Offset, value.Length);
    }

    /// <summary>True when a value of the batch stands in the column: by itself, or in one cell with others.</summary>
    public bool Holds(int column, FieldSpan cell) =>
        isOwn[column]
            ? Value(column).IndexOf(batch.Value(cell)) >= 0
            : values[column].Offset == cell.Offset && values[column].Length == cell.Length;

    /// <summary>Takes a value of the batch over.</summary>
    public void Set(int column, FieldSpan cell)
    {
        values[column] = cell;
        isOwn[column] = false;
    }

    /// <summary>Room for a value that is written anew; it must not be longer.</summary>
    public Span<byte> Rent(int lengthMax)
    {
        if (own.Length < ownLength + lengthMax)
        {
            Array.Resize(ref own, 2 * (ownLength + lengthMax));
        }
        return own.AsSpan(ownLength, lengthMax);
    }

    /// <summary>Makes the first bytes of the room rented last the value.</summary>
    public void Keep(int column, int length)
    {
        values[column] = new FieldSpan(ownLength, length);
        isOwn[column] = true;
        ownLength += length;
    }

    /// <summary>Writes a value of the batch in the way of the program; false when it has no way to write it.</summary>
    /// <param name="column">Column of the output.</param>
    /// <param name="cell">The value.</param>
    /// <param name="writer">What writes it; null when it is taken over as it is.</param>
    /// <param name="field">Column of the value in the batch, where it is counted that only a part was written.</param>
    public bool TryWrite(int column, FieldSpan cell, IValueWriter? writer, int field)
    {
        if (writer is null)
        {
            Set(column, cell);
            return true;
        }
        // Room first: it may move the row's own buffer, never the batch's.
        var room = Rent(writer.LengthMax(cell.Length));
        var length = writer.Write(batch.Value(cell), room);
        if (length < 0)
        {
            return false;
        }
        Keep(column, length);
        if (writer.Shortens(batch.Value(cell)))
        {
            CountWritten(Codes.ExportShortened, field, column);
        }
        return true;
    }

    /// <summary>Counts that a value of the batch, or a part of it, was left out; −1 stands for no column.</summary>
    public void CountLeftOut(Code code, int field) => Count(code, field, Cell(field), Nothing);

    /// <summary>The same for one of the values in a cell.</summary>
    public void CountLeftOut(Code code, int field, FieldSpan value) => Count(code, field, value, Nothing);

    /// <summary>Counts what is odd about a value of the batch that was written as it is.</summary>
    public void CountRemark(Code code, int field) => Count(code, field, Cell(field), Unchanged);

    /// <summary>Counts that a value of the batch was written in another way, to a column of the output.</summary>
    public void CountWritten(Code code, int field, int column) => Count(code, field, Cell(field), column);

    /// <summary>Explains what was counted for the row, when somebody asked for it. It may move the batch's buffer.</summary>
    public void Explain()
    {
        foreach (var (code, field, before, after) in remarks)
        {
            batch.Explanations!.Add(index, field, code, before, after < 0 ? SpanOf(after, before) : CopyOf(after));
        }
        remarks.Clear();
    }

    void Count(Code code, int field, FieldSpan before, int after)
    {
        batch.Count(code, field);
        if (batch.Explanations is not null)
        {
            remarks.Add((code, field, before, after));
        }
    }

    FieldSpan Cell(int field) => field < 0 ? default : batch.Cell(index, field);

    static FieldSpan SpanOf(int after, FieldSpan before) => after == Unchanged ? before : default;

    FieldSpan CopyOf(int column)
    {
        // The room is rented first: renting may move the buffer that the value lies in.
        var room = batch.RentScratch(Value(column).Length);
        Value(column).CopyTo(room);
        return batch.KeepScratch(Value(column).Length);
    }

    /// <summary>Copies a text that is not in the batch.</summary>
    public void Set(int column, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Rent(text.Length));
        Keep(column, text.Length);
    }

    /// <summary>Puts a text before or behind the value of a column in the same cell.</summary>
    public void Join(int column, ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, bool isFirst)
    {
        var length = Value(column).Length;
        var room = Rent(text.Length + separator.Length + length);
        var value = Value(column);
        (isFirst ? text : value).CopyTo(room);
        var at = isFirst ? text.Length : length;
        separator.CopyTo(room[at..]);
        (isFirst ? value : text).CopyTo(room[(at + separator.Length)..]);
        Keep(column, text.Length + separator.Length + length);
    }
}

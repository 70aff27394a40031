using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>The values of one row for another program: places in the batch's buffer, or in a buffer of its own for those that are written anew.</summary>
sealed class ComposedRow(int columnCount)
{
    readonly FieldSpan[] values = new FieldSpan[columnCount];
    readonly bool[] isOwn = new bool[columnCount];
    RecordBatch batch = null!; // set by Begin
    byte[] own = new byte[1024];
    int ownLength;

    /// <summary>Starts on a row: all values are empty.</summary>
    public void Begin(RecordBatch next)
    {
        batch = next;
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

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>The cells of a batch, for moving values between the columns of a row: cells are places in the buffer, so nothing is copied.</summary>
sealed class RowCells
{
    static readonly FieldSpan nothing = new(0, 0);

    readonly byte[] separator;
    readonly Dictionary<byte[], FieldSpan> texts = [];
    RecordBatch batch = null!; // set by Begin

    /// <summary>Makes it for a format whose cells may hold several values with <paramref name="separator"/> between; null for one.</summary>
    public RowCells(string? separator) =>
        this.separator = separator is null ? [] : Encoding.UTF8.GetBytes($" {separator} ");

    /// <summary>The batch.</summary>
    public RecordBatch Batch => batch;

    /// <summary>Starts on a batch.</summary>
    public void Begin(RecordBatch next)
    {
        batch = next;
        texts.Clear();
    }

    /// <summary>The value of a cell; empty for column −1.</summary>
    public ReadOnlySpan<byte> Value(int row, int column) => column < 0 ? [] : batch.Value(row, column);

    /// <summary>True when the cell holds nothing, or there is no such column.</summary>
    public bool IsEmpty(int row, int column) => column < 0 || batch.Cell(row, column).IsEmpty;

    /// <summary>Empties a cell.</summary>
    public void Clear(int row, int column)
    {
        if (column >= 0)
        {
            batch.SetCell(row, column, nothing);
        }
    }

    /// <summary>Takes the first of the values in a cell away and returns its place; the others stay.</summary>
    public FieldSpan TakeFirst(int row, int column)
    {
        var cell = batch.Cell(row, column);
        var end = separator.Length == 0 ? -1 : batch.Value(cell).IndexOf(separator);
        if (end < 0)
        {
            batch.SetCell(row, column, nothing);
            return cell;
        }
        var rest = end + separator.Length;
        batch.SetCell(row, column, new FieldSpan(cell.Offset + rest, cell.Length - rest));
        return new FieldSpan(cell.Offset, end);
    }

    /// <summary>Moves the first value of a cell to another, if it holds any. Values that share a cell are counted.</summary>
    public void MoveFirst(int row, int from, int to)
    {
        if (from >= 0 && to >= 0 && !batch.Cell(row, from).IsEmpty)
        {
            var all = batch.Cell(row, from);
            var first = TakeFirst(row, from);
            batch.SetCell(row, to, first);
            if (IsRest(all))
            {
                batch.CountValue(Codes.PartPlaced, row, to, default, first);
            }
            else if (first.Length < all.Length)
            {
                batch.CountValue(Codes.FormatConvention, row, to, all, first);
            }
        }
    }

    /// <summary>True for what is left of a cell whose first values were taken: it lies right behind a separator.</summary>
    bool IsRest(FieldSpan cell) =>
        separator.Length > 0
        && cell.Offset >= separator.Length
        && batch.Value(new FieldSpan(cell.Offset - separator.Length, separator.Length)).SequenceEqual(separator);

    /// <summary>Counts what was done to a cell that was <paramref name="before"/>.</summary>
    public void CountChange(Code code, int row, int column, FieldSpan before) =>
        batch.CountValue(code, row, column, before, batch.Cell(row, column));

    /// <summary>Counts under <paramref name="column"/> that a value is stored nowhere, which stands in <paramref name="from"/>.</summary>
    public void CountUnplaced(int row, int column, int from) =>
        batch.CountValue(Codes.FormatValueNotPlaced, row, column, batch.Cell(row, from), default);

    /// <summary>Points a cell at a text of the format; all rows of the batch share one copy of it.</summary>
    public void SetText(int row, int column, byte[] text)
    {
        if (!texts.TryGetValue(text, out var cell))
        {
            text.CopyTo(batch.RentScratch(text.Length));
            cell = batch.KeepScratch(text.Length);
            texts.Add(text, cell);
        }
        batch.SetCell(row, column, cell);
    }

    /// <summary>Keeps what a placed value is for, unless that goes without saying.</summary>
    public void SetLabel(int row, ValueSlot slot, ValuePlace place) =>
        SetLabel(row, slot.LabelColumn, slot.Label, place.LabelColumn, place.Label);

    /// <summary>Keeps a label, unless it goes without saying.</summary>
    /// <param name="row">The row.</param>
    /// <param name="from">Column of the label; −1 when it is <paramref name="text"/>.</param>
    /// <param name="text">The label that the header states.</param>
    /// <param name="to">Column that keeps it; −1 when there is none.</param>
    /// <param name="usual">The label that goes without saying.</param>
    public void SetLabel(int row, int from, byte[] text, int to, byte[] usual)
    {
        if (to < 0)
        {
            return;
        }
        if (from < 0)
        {
            if (!text.AsSpan().SequenceEqual(usual))
            {
                SetText(row, to, text);
            }
            return;
        }
        var cell = batch.Cell(row, from);
        var star = PhoneLabels.StarLength(batch.Value(cell));
        var label = new FieldSpan(cell.Offset + star, cell.Length - star);
        if (!label.IsEmpty && !batch.Value(label).SequenceEqual(usual))
        {
            batch.SetCell(row, to, label);
        }
    }
}

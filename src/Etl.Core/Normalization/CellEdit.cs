using System.Diagnostics;
using System.Runtime.CompilerServices;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>
/// One value while it is cleaned, and the codes of what was done to it. A step either narrows the value (no bytes move) or
/// writes a new one into <see cref="RentOutput"/>. Nothing reaches the batch, and no code counts, before <see cref="End"/>.
/// One instance per column and worker, reused for every value.
/// </summary>
sealed class CellEdit
{
    /// <summary>Codes that one value can collect; more kinds of change than a cleaner has.</summary>
    const int NotesMax = 16;

    /// <summary>Parts of one value that can be placed elsewhere; more than a rule has targets.</summary>
    const int PlacesMax = 8;

    readonly Code[] notes = new Code[NotesMax];
    readonly int[] noteTimes = new int[NotesMax];
    readonly int[] places = new int[PlacesMax];
    readonly long[] tally = new long[Codes.All.Count];
    RecordBatch batch = null!; // set by BeginColumn
    byte[] source = [];
    byte[] output = [];
    byte[] spare = [];
    FieldSpan original;
    int start;
    int length;
    int noteCount;
    int placeCount;
    bool hasTally;
    bool isFinished;
    Code? bad;
    Code? lost;

    /// <summary>The batch that the value is in.</summary>
    public RecordBatch Batch => batch;

    /// <summary>The value's row in the batch.</summary>
    public int Row { get; private set; }

    /// <summary>The value's column in the batch.</summary>
    public int Column { get; private set; }

    /// <summary>Rises with every change of the value, so that steps can be repeated until nothing changes.</summary>
    public int Version { get; private set; }

    /// <summary>The value as it is now.</summary>
    public ReadOnlySpan<byte> Value => source.AsSpan(start, length);

    /// <summary>True when the value was found to be bad; later steps need not look at it.</summary>
    public bool IsBad => bad is not null;

    /// <summary>True when a part of the value was placed elsewhere.</summary>
    public bool HasPlaced => placeCount > 0;

    /// <summary>True when the cell stays as it was, see <see cref="KeepOriginal"/>; later steps need not look at it.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>The value's cell as it was when it began.</summary>
    public FieldSpan Original => original;

    /// <summary>Starts on one column of a batch.</summary>
    public void BeginColumn(RecordBatch owner, int column)
    {
        batch = owner;
        Column = column;
    }

    /// <summary>Starts on one cell of the column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(int row, FieldSpan cell, byte[] buffer)
    {
        Row = row;
        if (!ReferenceEquals(source, buffer))
        {
            source = buffer; // a reference costs more to write than to compare
        }
        original = cell;
        start = cell.Offset;
        length = cell.Length;
        noteCount = 0;
        placeCount = 0;
        isFinished = false;
        IsSettled = false;
        bad = null;
        lost = null;
    }

    /// <summary>
    /// Says that the cell is done: a cleaner that knows the whole outcome of a common value spares it the steps. What the cell
    /// should be is in the batch already, see <see cref="Point"/>.
    /// </summary>
    public void Finish() => isFinished = true;

    /// <summary>The same, and counts a code; call it once for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Code code)
    {
        isFinished = true;
        tally[code.Index]++;
        hasTally = true;
        if (batch.Explanations is not null)
        {
            Note(code);
        }
    }

    /// <summary>Counts a code of as many values of the column that were cleaned elsewhere, where nothing is explained.</summary>
    public void CountFinished(Code code, int count)
    {
        Debug.Assert(batch.Explanations is null, "What is explained is finished value by value.");
        tally[code.Index] += count;
        hasTally |= count != 0;
    }

    /// <summary>Points the cell at its final value in the batch's buffer.</summary>
    public void Point(FieldSpan cell) => batch.SetCell(Row, Column, cell);

    /// <summary>Narrows the value to a part of itself.</summary>
    public void Slice(int offset, int count)
    {
        Debug.Assert((uint)offset + (uint)count <= (uint)length, "A slice must lie inside the value.");
        start += offset;
        length = count;
        Version++;
    }

    /// <summary>Room for a new value of up to <paramref name="lengthMax"/> bytes; <see cref="Value"/> stays readable beside it.</summary>
    public Span<byte> RentOutput(int lengthMax)
    {
        if (spare.Length < lengthMax)
        {
            spare = new byte[Math.Max(256, 2 * lengthMax)];
        }
        return spare.AsSpan(0, lengthMax);
    }

    /// <summary>Makes the first <paramref name="count"/> bytes of the room rented last the value.</summary>
    public void KeepOutput(int count)
    {
        (output, spare) = (spare, output);
        source = output;
        start = 0;
        length = count;
        Version++;
    }

    /// <summary>Says what was done to the value, or what is odd about it. A code counts once per value.</summary>
    public void Note(Code code) => Note(code, 1);

    /// <summary>Says that the value cannot be used at all.</summary>
    public void MarkBad(Code code) => bad ??= code;

    /// <summary>
    /// Puts a part of the value into the first of the columns whose cell in this row is empty; −1 stands for no column. A value
    /// is never written over another. False when there is no room. What is placed is cleaned by its own column, later.
    /// </summary>
    public bool TryPlace(ReadOnlySpan<int> columns, ReadOnlySpan<byte> part)
    {
        foreach (var column in columns)
        {
            if (column >= 0 && batch.Cell(Row, column).IsEmpty)
            {
                batch.Place(Row, column, part);
                places[placeCount++] = column;
                return true;
            }
        }
        return false;
    }

    /// <summary>Puts a part of the value behind what a column of this row holds, as an item of a list (<c>a; b</c>).</summary>
    public void Append(int column, ReadOnlySpan<byte> part)
    {
        var separator = "; "u8;
        var present = batch.Value(Row, column);
        if (present.IsEmpty)
        {
            batch.Place(Row, column, part);
            places[placeCount++] = column;
            return;
        }
        var count = present.Length + separator.Length + part.Length;
        var room = batch.RentScratch(count);
        present.CopyTo(room);
        separator.CopyTo(room[present.Length..]);
        part.CopyTo(room[(present.Length + separator.Length)..]);
        batch.SetCell(Row, column, batch.KeepScratch(count));
        if (!places.AsSpan(0, placeCount).Contains(column))
        {
            places[placeCount++] = column;
        }
    }

    /// <summary>
    /// Takes back all that was done to the value and that was placed of it, and leaves the cell as it was, under a code; under <c>--strict</c> the
    /// code rejects the record. Nothing may have been appended.
    /// </summary>
    public void KeepOriginal(Code code)
    {
        foreach (var column in places.AsSpan(0, placeCount))
        {
            batch.SetCell(Row, column, default);
        }
        placeCount = 0;
        noteCount = 0;
        source = batch.Block.Buffer;
        start = original.Offset;
        length = original.Length;
        IsSettled = true;
        Lose(code, 1);
    }

    /// <summary>Keeps the value as it is by now for good, and says that a part of it was not read; later steps need not look at it.</summary>
    public void KeepValue(Code code)
    {
        IsSettled = true;
        Lose(code, 1);
    }

    /// <summary>
    /// Says that parts of the value are kept nowhere, and how many: the code counts once for each. Under <c>--strict</c> it
    /// rejects the record.
    /// </summary>
    public void Lose(Code code, int count)
    {
        lost ??= code;
        Note(code, count);
    }

    /// <summary>Writes the outcome into the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(BadValues badValues)
    {
        if (!isFinished)
        {
            EndSteps(badValues);
        }
        else if (batch.Explanations is not null)
        {
            Explain(isChanged: true);
        }
    }

    void EndSteps(BadValues badValues)
    {
        if (bad is not null)
        {
            EndBad(badValues);
            return;
        }
        if (lost is not null && badValues.Strict)
        {
            badValues.Handle(batch, Row, Column, lost);
            return;
        }
        CountPlaces();
        var isChanged = !Value.SequenceEqual(batch.Value(original));
        if (isChanged)
        {
            Store();
        }
        for (var index = 0; index < noteCount; index++)
        {
            // A change that another change took back is none.
            if (isChanged || notes[index].Kind != CodeKind.Change)
            {
                tally[notes[index].Index] += noteTimes[index];
                hasTally = true;
            }
        }
        Debug.Assert(!isChanged || noteCount > 0, "A value was changed without a code.");
        Explain(isChanged);
    }

    /// <summary>Adds what was noted in the column to the batch's counts.</summary>
    public void EndColumn()
    {
        if (!hasTally)
        {
            return;
        }
        for (var index = 0; index < tally.Length; index++)
        {
            if (tally[index] != 0)
            {
                batch.Count(Codes.All[index], Column, (int)tally[index]);
                tally[index] = 0;
            }
        }
        hasTally = false;
    }

    void CountPlaces()
    {
        foreach (var column in places.AsSpan(0, placeCount))
        {
            batch.Count(Codes.PartPlaced, column);
            batch.Explanations?.Add(Row, column, Codes.PartPlaced, default, batch.Cell(Row, column));
        }
    }

    void Note(Code code, int times)
    {
        if (noteCount < NotesMax && !notes.AsSpan(0, noteCount).Contains(code))
        {
            notes[noteCount] = code;
            noteTimes[noteCount++] = times;
        }
    }

    /// <summary>Keeps what was counted for this value, when somebody asked for it.</summary>
    void Explain(bool isChanged)
    {
        if (batch.Explanations is not { } explanations)
        {
            return;
        }
        for (var index = 0; index < noteCount; index++)
        {
            if (isChanged || notes[index].Kind != CodeKind.Change)
            {
                var after = batch.Cell(Row, Column);
                explanations.Add(Row, Column, notes[index], original, after, noteTimes[index]);
            }
        }
    }

    void EndBad(BadValues badValues)
    {
        if (badValues.Strict)
        {
            badValues.Handle(batch, Row, Column, bad!);
            return;
        }
        CountPlaces();
        batch.SetCell(Row, Column, new FieldSpan(0, 0));
        tally[bad!.Index]++;
        hasTally = true;
        batch.Explanations?.Add(Row, Column, bad, original, default);
    }

    void Store()
    {
        if (length == 0)
        {
            batch.SetCell(Row, Column, new FieldSpan(0, 0));
        }
        else if (ReferenceEquals(source, batch.Block.Buffer))
        {
            batch.SetCell(Row, Column, new FieldSpan(start, length));
        }
        else
        {
            batch.Replace(Row, Column, Value);
        }
    }
}

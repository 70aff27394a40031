using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Names;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// A whole name out of its parts where the format has a column for it and the contact has none, and the other way round: a whole name goes to
/// the column of the given name where there are no parts.
/// </summary>
sealed class NameComposer
{
    readonly WholeName words = new();
    readonly int first;
    readonly int middle;
    readonly int last;
    readonly int whole;
    readonly int prefix;
    readonly int suffix;
    readonly bool needsLast;
    readonly bool hasCompany;
    int firstField = -1;
    int middleField = -1;
    int lastField = -1;
    int wholeField = -1;
    int companyField = -1;
    int[] otherFields = [];

    public NameComposer(IReadOnlyList<OutputColumn> columns)
    {
        first = Column("first_name");
        middle = Column("middle_name");
        last = Column("last_name");
        whole = Column("full_name");
        prefix = Column("name_prefix");
        suffix = Column("name_suffix");
        hasCompany = Column("company") >= 0;
        needsLast = last >= 0 && columns[last].Rule.IsRequired;

        int Column(string field) =>
            Enumerable
                .Range(0, columns.Count)
                .FirstOrDefault(index => columns[index].Rule.IsField && columns[index].Rule.Name == field, -1);
    }

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        firstField = layout.ColumnOf("first_name");
        middleField = layout.ColumnOf("middle_name");
        lastField = layout.ColumnOf("last_name");
        wholeField = layout.ColumnOf("full_name");
        companyField = layout.ColumnOf("company");
        otherFields = [.. new[] { "name_prefix", "name_suffix", "nickname" }.Select(layout.ColumnOf)];
        Mark(wholeField, isWritten);
        if (whole >= 0)
        {
            Mark(firstField, isWritten);
            Mark(middleField, isWritten);
            Mark(lastField, isWritten);
        }
    }

    /// <summary>Completes the names of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        var (given, further, family) = (Cell(cells, firstField), Cell(cells, middleField), Cell(cells, lastField));
        var name = Cell(cells, wholeField);
        var hasParts = !given.IsEmpty || !family.IsEmpty;
        if (whole >= 0)
        {
            if (name.IsEmpty && hasParts && row.IsEmpty(whole))
            {
                Join(row, batch.Value(given), batch.Value(further), batch.Value(family), whole);
            }
            CountUnsaid(batch, given, first, firstField, row);
            CountUnsaid(batch, further, middle, middleField, row);
            CountUnsaid(batch, family, last, lastField, row);
            return;
        }
        if (name.IsEmpty || (!hasParts && IsCompany(batch, cells, name)))
        {
            return;
        }
        if (!hasParts && (first >= 0 || last >= 0))
        {
            row.Set(first >= 0 && !needsLast ? first : last, name);
        }
        else if (!TryComplete(batch, cells, name, row))
        {
            row.CountLeftOut(Codes.ExportNotWritten, wholeField);
        }
    }

    /// <summary>True for an organization whose name is written as the company already; a program that demands a family name gets it there, too.</summary>
    bool IsCompany(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, FieldSpan name) =>
        hasCompany
        && !needsLast
        && Cell(cells, companyField) is { IsEmpty: false } company
        && batch.Value(company).SequenceEqual(batch.Value(name));

    /// <summary>Counts a part of the name that has no column and that the whole name does not hold.</summary>
    void CountUnsaid(RecordBatch batch, FieldSpan part, int column, int field, ComposedRow row)
    {
        if (part.IsEmpty || column >= 0)
        {
            return;
        }
        words.Read(row.Value(whole));
        if (!words.Say(row.Value(whole), batch.Value(part)))
        {
            row.CountLeftOut(Codes.ExportNotWritten, field);
        }
    }

    /// <summary>
    /// Writes what the whole name says beyond its parts to the columns of titles, suffixes and names, where it is sure what that is and they are empty; false when something
    /// stays unwritten.
    /// </summary>
    bool TryComplete(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, FieldSpan name, ComposedRow row)
    {
        Span<FieldSpan> unnamed = stackalloc FieldSpan[WholeName.WordsMax];
        var text = batch.Value(name);
        var (given, family) = (Cell(cells, firstField), Cell(cells, lastField));
        words.Read(text);
        var hasNames =
            words.Say(text, batch.Value(given))
            & words.Say(text, batch.Value(Cell(cells, middleField)))
            & words.Say(text, batch.Value(family));
        words.Unsaid.CopyTo(unnamed);
        unnamed = unnamed[..words.Unsaid.Length];
        foreach (var field in otherFields)
        {
            words.Say(text, batch.Value(Cell(cells, field)));
        }
        if (words.IsSaid || words.IsTooLong)
        {
            return words.IsSaid;
        }
        var missing = MissingNameParts.Of(text, unnamed, words.Unsaid, hasNames, MissingOf(cells));
        return TryPlace(row, prefix, name, missing.Prefix)
            & TryPlace(row, suffix, name, missing.Suffix)
            & TryPlace(row, given.IsEmpty ? first : last, name, missing.Rest)
            & TryPlace(row, middle, name, missing.Middle)
            & missing.IsAll;
    }

    NamePart MissingOf(ReadOnlySpan<FieldSpan> cells) =>
        (Cell(cells, firstField).IsEmpty, Cell(cells, lastField).IsEmpty) switch
        {
            (true, false) => NamePart.First,
            (false, true) => NamePart.Last,
            (false, false) when Cell(cells, middleField).IsEmpty => NamePart.Middle,
            _ => NamePart.Unknown,
        };

    bool TryPlace(ComposedRow row, int column, FieldSpan name, FieldSpan part)
    {
        if (part.IsEmpty)
        {
            return true;
        }
        if (column < 0 || !row.IsEmpty(column))
        {
            return false;
        }
        row.Set(column, new FieldSpan(name.Offset + part.Offset, part.Length));
        row.CountWritten(Codes.PartPlaced, wholeField, column);
        return true;
    }

    static void Join(
        ComposedRow row,
        ReadOnlySpan<byte> given,
        ReadOnlySpan<byte> middle,
        ReadOnlySpan<byte> family,
        int column
    )
    {
        var room = row.Rent(given.Length + middle.Length + family.Length + 2);
        var length = 0;
        if (IsEastAsian(family) && IsEastAsian(given))
        {
            Append(room, ref length, family, ""u8);
            Append(room, ref length, given, ""u8);
        }
        else
        {
            Append(room, ref length, given, " "u8);
            Append(room, ref length, middle, " "u8);
            Append(room, ref length, family, " "u8);
        }
        row.Keep(column, length);
    }

    static void Append(Span<byte> room, ref int length, ReadOnlySpan<byte> part, ReadOnlySpan<byte> separator)
    {
        if (part.IsEmpty)
        {
            return;
        }
        if (length > 0)
        {
            separator.CopyTo(room[length..]);
            length += separator.Length;
        }
        part.CopyTo(room[length..]);
        length += part.Length;
    }

    /// <summary>Chinese, Japanese and Korean letters are U+3000 to U+D7FF, which begin with the bytes E3 to ED.</summary>
    public static bool IsEastAsian(ReadOnlySpan<byte> name) => !name.IsEmpty && name[0] is >= 0xE3 and <= 0xED;

    static FieldSpan Cell(ReadOnlySpan<FieldSpan> cells, int column) => column < 0 ? default : cells[column];

    static void Mark(int column, bool[] isWritten)
    {
        if (column >= 0)
        {
            isWritten[column] = true;
        }
    }
}

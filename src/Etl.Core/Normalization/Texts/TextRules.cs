using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>The text rules, as steps that the cleaners of all kinds of field start with.</summary>
static class TextRules
{
    /// <summary>
    /// Cleans one line of text: white space (Unicode's too) trimmed and inner runs made one space, controls and invisible
    /// characters removed, NFC, and a spreadsheet's damage undone. Afterwards the value may be empty.
    /// </summary>
    public static void CleanLine(CellEdit cell)
    {
        int version;
        do
        {
            version = cell.Version;
            CleanCharacters(cell, keepLines: false);
            SpreadsheetDamage.Undo(cell);
        } while (cell.Version != version);
    }

    /// <summary>
    /// Cleans a value that is clean by its kind's own rules but for spaces around it, which is the usual fault of text; false, with
    /// nothing done, for any other value. Only for kinds whose rules start with those of a line.
    /// </summary>
    public static bool TryTrimUsual<TCleaner>(CellEdit cell, TCleaner cleaner)
        where TCleaner : struct, ICellCleaner
    {
        var trimmed = Utf8Text.TrimAsciiSpace(cell.Batch.Block.Buffer, cell.Original);
        if (trimmed == cell.Original || trimmed.IsEmpty || !cleaner.IsClean(cell.Batch.Value(trimmed)))
        {
            return false;
        }
        cell.Point(trimmed);
        cell.Finish(Codes.TextTrimmed);
        return true;
    }

    /// <summary>
    /// Cleans text of several lines: trimmed, line breaks made LF, controls and invisible characters removed, NFC. White space
    /// inside is layout and stays.
    /// </summary>
    public static void CleanLines(CellEdit cell)
    {
        CleanCharacters(cell, keepLines: true);
        SpreadsheetDamage.DropErrorValue(cell);
    }

    /// <summary>Trims white space and removes NUL, and nothing else.</summary>
    public static void CleanIdentifier(CellEdit cell)
    {
        Trim(cell);
        if (cell.Value.Contains((byte)0))
        {
            RemoveNull(cell);
            Trim(cell);
        }
    }

    /// <summary>Narrows the value to what stands between white space.</summary>
    public static void Trim(CellEdit cell)
    {
        var value = cell.Value;
        var trimmed = TextEdges.Trim(value, out var offset);
        if (trimmed.Length != value.Length)
        {
            cell.Note(Codes.TextTrimmed);
            cell.Slice(offset, trimmed.Length);
        }
    }

    static void CleanCharacters(CellEdit cell, bool keepLines)
    {
        if (!ControlSigns.TryRestore(cell))
        {
            return;
        }
        Trim(cell);
        // Composing can join what stood apart, and removing can bring together what composes: repeat until both rest.
        bool isChanged;
        do
        {
            if (cell.Value.IsEmpty || IsClean(cell.Value, keepLines))
            {
                return;
            }
            isChanged = TextScrubber.Scrub(cell, keepLines, out var needsComposing);
            isChanged |= needsComposing && TextComposer.Compose(cell);
        } while (isChanged);
    }

    static bool IsClean(ReadOnlySpan<byte> value, bool keepLines) =>
        keepLines ? CleanText.IsCleanLines(value) : CleanText.IsCleanLine(value);

    static void RemoveNull(CellEdit cell)
    {
        cell.Note(Codes.TextNullRemoved);
        var output = cell.RentOutput(cell.Value.Length);
        var count = 0;
        foreach (var value in cell.Value)
        {
            output[count] = value;
            count += value == 0 ? 0 : 1;
        }
        cell.KeepOutput(count);
    }
}

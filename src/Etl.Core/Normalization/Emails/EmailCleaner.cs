using System.Buffers;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// An e-mail address: what wraps it is removed, it is written in lower case (the local part too: two contacts never differ
/// by case alone), and its syntax is checked.
/// </summary>
/// <param name="Mode">Which addresses are taken.</param>
/// <param name="Room">Where the other addresses of a cell go.</param>
readonly record struct EmailCleaner(EmailMode Mode, SpreadRoom Room) : ICellCleaner
{
    static readonly (EmailFacts Fact, Code Code)[] warnings =
    [
        (EmailFacts.Role, Codes.EmailRole),
        (EmailFacts.Disposable, Codes.EmailDisposable),
        (EmailFacts.DomainTypo, Codes.EmailDomainTypo),
    ];

    readonly EmailFactFinder finder = new();

    /// <summary>What is known of addresses.</summary>
    public EmailFactFinder Finder => finder;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        AddressScan.IsLower(buffer, cell, out var at) & finder.LooksHarmless(buffer, cell, at);

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => false; // the shortcut is as quick

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!TryCleanUsual(cell))
        {
            CleanStepwise(cell);
        }
    }

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell)
    {
        if (Ascii.IsValid(cell.Value) && TryCleanCase(cell, Mode))
        {
            NoteFacts(cell);
            return;
        }
        EmailWidth.Narrow(cell);
        EmailSpread.Spread(cell, Room);
        if (cell.IsSettled)
        {
            return;
        }
        int version;
        do
        {
            version = cell.Version;
            TextRules.CleanLine(cell);
            EmailWrapping.Remove(cell);
        } while (cell.Version != version);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        if (!TryLower(cell))
        {
            cell.MarkBad(Codes.EmailSyntax);
            return;
        }
        TextRules.CleanLine(cell); // lower case can be decomposed
        Judge(cell);
        NoteFacts(cell);
    }

    void NoteFacts(CellEdit cell)
    {
        var facts = cell.IsBad ? EmailFacts.None : finder.Find(cell.Value);
        foreach (var (fact, code) in warnings)
        {
            if ((facts & fact) != 0)
            {
                cell.Note(code);
            }
        }
    }

    // A usual address with capitals, spaces around it, mailto: before it or a name before its brackets: the whole outcome is
    // known without the steps below, which would come to the same.
    bool TryCleanUsual(CellEdit cell)
    {
        var original = cell.Original;
        var trimmed = Utf8Text.TrimAsciiSpace(cell.Batch.Block.Buffer, original);
        var address = EmailWrapping.Inner(cell.Batch.Block.Buffer, trimmed);
        var shape = AddressScan.Classify(cell.Batch.Value(address), out var at);
        if (shape == AddressShape.Unknown)
        {
            return false;
        }
        if (trimmed != original)
        {
            cell.Finish(Codes.TextTrimmed);
        }
        if (address != trimmed)
        {
            cell.Finish(Codes.EmailUnwrapped);
        }
        if (shape == AddressShape.Mixed)
        {
            cell.Finish(Codes.EmailLowercased);
            var room = cell.Batch.RentScratch(address.Length);
            AsciiCase.ToLower(cell.Batch.Value(address), room);
            address = cell.Batch.KeepScratch(address.Length);
        }
        cell.Point(address);
        cell.Finish();
        var facts = finder.Find(cell.Batch.Value(address), at);
        foreach (var (fact, code) in (facts & EmailFacts.Warnings) == 0 ? [] : warnings)
        {
            if ((facts & fact) != 0)
            {
                cell.Finish(code);
            }
        }
        return true;
    }

    // The most common fault is capitals or white space and nothing else: no need for the whole procedure.
    static bool TryCleanCase(CellEdit cell, EmailMode mode)
    {
        TextRules.Trim(cell);
        var value = cell.Value;
        if (value.IsEmpty)
        {
            return true;
        }
        var output = cell.RentOutput(value.Length);
        Ascii.ToLower(value, output, out _);
        var verdict = EmailSyntax.Check(output);
        var isSpreadsheetMark = value[0] is (byte)'\'' or (byte)'=' or (byte)'#';
        var isTaken =
            !isSpreadsheetMark && verdict <= EmailVerdict.Unusual
            || mode == EmailMode.Rfc && EmailGrammar.IsAddress(output);
        if (isTaken && !output.SequenceEqual(value))
        {
            cell.Note(Codes.EmailLowercased);
            cell.KeepOutput(output.Length);
        }
        if (isTaken && verdict == EmailVerdict.Unusual)
        {
            cell.Note(Codes.EmailDomainUnusual);
        }
        return isTaken;
    }

    // False when the address holds a character that is no letter, mark or digit beyond ASCII, or is ill-formed.
    static bool TryLower(CellEdit cell)
    {
        var rest = cell.Value;
        var output = cell.RentOutput(2 * rest.Length);
        var count = 0;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }
            var lower = Rune.ToLowerInvariant(rune);
            if (!rune.IsAscii && !IsWordCharacter(lower))
            {
                return false;
            }
            count += lower.EncodeToUtf8(output[count..]);
            rest = rest[length..];
        }
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.EmailLowercased);
            cell.KeepOutput(count);
        }
        return true;
    }

    static bool IsWordCharacter(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    static void Judge(CellEdit cell)
    {
        switch (EmailSyntax.Check(cell.Value))
        {
            case EmailVerdict.Unusual:
                cell.Note(Codes.EmailDomainUnusual);
                break;
            case EmailVerdict.Syntax:
                cell.MarkBad(Codes.EmailSyntax);
                break;
            case EmailVerdict.TooLong:
                cell.MarkBad(Codes.EmailTooLong);
                break;
        }
    }
}

namespace Etl.Core.Diagnostics;

/// <summary>All codes. Names are stable: add, never rename. The README's table is generated from this list by a test.</summary>
public static partial class Codes
{
    // No initialiser: the codes of the other files of this class may be made before this one's, and Add makes the list.
    static List<Code>? all;

    /// <summary>Every code, by <see cref="Code.Index"/>.</summary>
    public static IReadOnlyList<Code> All => all ??= [];

    // Structure of the record
    public static readonly Code InvalidByte = Reject(
        "ENC_INVALID_BYTE",
        "The record holds bytes that are not valid in the file's encoding; name the right one with --encoding."
    );
    public static readonly Code UnclosedQuote = Reject(
        "UNCLOSED_QUOTE",
        "A quote opens a field and is never closed; close it or double it."
    );
    public static readonly Code RowTooLong = Reject(
        "ROW_TOO_LONG",
        "The record has more fields than the header, and the extra ones are not empty."
    );
    public static readonly Code RowShort = Warning(
        "ROW_SHORT",
        "The record has fewer fields than the header; the missing ones were taken as empty."
    );
    public static readonly Code RecordTooLarge = Reject(
        "RECORD_TOO_LARGE",
        "The record is larger than the limit of 16 MiB."
    );

    // Whole record
    public static readonly Code EmptyContact = Reject(
        "EMPTY_CONTACT",
        "The record has no name, company, e-mail, phone or external id."
    );
    public static readonly Code RowFooter = Reject(
        "ROW_FOOTER",
        "The line is the end of a report (its totals, its notices, who made it) and no record."
    );
    public static readonly Code HeaderRepeated = Reject(
        "HEADER_REPEATED",
        "The line is the header once more, as in files that were joined."
    );
    public static readonly Code FieldRequired = Reject("FIELD_REQUIRED", "A field named by --require has no value.");

    static Code Change(string name, string sentence) => Add(name, CodeKind.Change, sentence);

    static Code Warning(string name, string sentence) => Add(name, CodeKind.Warning, sentence);

    static Code Reject(string name, string sentence) => Add(name, CodeKind.Reject, sentence);

    static Code Add(string name, CodeKind kind, string sentence)
    {
        all ??= [];
        var code = new Code(all.Count, name, kind, sentence);
        all.Add(code);
        return code;
    }
}

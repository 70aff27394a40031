namespace Etl.Core.Diagnostics;

// What reading and writing the files of known programs changes or cannot hold.
public static partial class Codes
{
    public static readonly Code FormatConvention = Change(
        "FORMAT_CONVENTION",
        "The value was written in the way of the program that exported the file (a flag, several values in one cell, a quoted list, a date in parts, a phone number without its plus) and was rewritten."
    );
    public static readonly Code FormatRepeated = Change(
        "FORMAT_REPEATED",
        "The value only repeats what stands beside it (the parts of an address, the number of a house behind its street), so it was left out."
    );
    public static readonly Code FormatValueNotPlaced = Warning(
        "FORMAT_VALUE_NOT_PLACED",
        "The record has more values of the kind (phones, addresses) than the target has fields for, and these were not stored; add a column for custom fields to the target."
    );
    public static readonly Code ColumnsJoined = Change(
        "COLUMNS_JOINED",
        "Two columns hold one value (what stands before a family name, the number of a house beside its street), so they were put together."
    );
    public static readonly Code InstructionRowSkipped = Change(
        "INSTRUCTION_ROW_SKIPPED",
        "A row below the header only says which columns are required or gives an example of a template, so it was skipped."
    );
    public static readonly Code ExportNotWritten = Warning(
        "EXPORT_NOT_WRITTEN",
        "The target of --as has no column for the field, so the value was not written."
    );
    public static readonly Code ExportUnmapped = Warning(
        "EXPORT_UNMAPPED",
        "The column feeds no field, and --as writes fields, so the value was left out; keep it with --set COLUMN=custom.NAME, or map it with --set COLUMN=FIELD."
    );
    public static readonly Code ExportShortened = Warning(
        "EXPORT_SHORTENED",
        "Only a part of the value fits the target of --as (a phone number without its extension, a value without its label, tags without those that the target would divide, a text up to the target's length), and that was written."
    );
    public static readonly Code ExportRequiredMissing = Warning(
        "EXPORT_REQUIRED_MISSING",
        "The target of --as refuses records without this value (a family name in Salesforce, an e-mail address in Mailchimp), and the record has none."
    );
    public static readonly Code ExportFilled = Change(
        "EXPORT_FILLED",
        "The target of --as refuses records without an account, so it was made of the e-mail address or the digits of the mobile number."
    );
    public static readonly Code ExportReadOnly = Change(
        "EXPORT_READ_ONLY",
        "The target of --as sets this value itself (when a record was made or changed) and refuses it in an import, so it was not written."
    );
}

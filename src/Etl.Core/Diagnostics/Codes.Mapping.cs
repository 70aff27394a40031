namespace Etl.Core.Diagnostics;

/// <content>Codes of the mapping.</content>
public static partial class Codes
{
    public static readonly Code DefaultApplied = Change(
        "DEFAULT_APPLIED",
        "The field was empty and got the value of --default or --owner."
    );
    public static readonly Code ColumnNotMapped = Warning(
        "COLUMN_NOT_MAPPED",
        "The column is mapped to no field although nearly all of its first values are e-mail addresses or phone numbers, so this one is not loaded; map the column with --set COLUMN=FIELD, or leave it out with --ignore COLUMN."
    );
}

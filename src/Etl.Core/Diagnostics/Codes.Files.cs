namespace Etl.Core.Diagnostics;

public static partial class Codes
{
    public static readonly Code FormulaGuarded = Change(
        "FORMULA_GUARDED",
        "The value would run as a formula in a spreadsheet, so an apostrophe was put in front of it; importing the file again takes it off."
    );

    public static readonly Code HeaderRenamed = Change(
        "HEADER_RENAMED",
        "The column's name is not quite what the header says: white space around it was removed, or it was repeated and numbered, or it was empty."
    );
}

namespace Etl.Core.Diagnostics;

// What is said of the values of custom fields that have a type.
public static partial class Codes
{
    public static readonly Code NumberFormatted = Change(
        "NUMBER_FORMATTED",
        "The number or amount was written as programs write it: 1234.56, and for money 1234.56 EUR."
    );
    public static readonly Code NumberAmbiguous = Warning(
        "NUMBER_AMBIGUOUS",
        "The number reads both with a decimal point and with a decimal comma (1.234), nothing in the column proves which, and it was kept as it is; say which with number(en) or number(de), currency(en) or currency(de); --strict rejects the record."
    );
    public static readonly Code NumberPointAssumed = Warning(
        "NUMBER_POINT_ASSUMED",
        "The number reads both with a decimal point and with a decimal comma (1.234), nothing in the column proves which, and the database's column of numbers took it with a point; say which by giving the field a type, number(en) or number(de); --strict rejects the record."
    );
    public static readonly Code NumberPercent = Warning(
        "NUMBER_PERCENT",
        "The number has a percent sign, so 12% may be meant as 12 or as 0.12, and it was kept as it is; --strict rejects the record."
    );
    public static readonly Code PrecisionLost = Warning(
        "PRECISION_LOST",
        "A spreadsheet wrote the number in scientific notation (1.23E+15) or kept only its first 15 digits, and the other digits are lost: an identifier was kept as it is, and a number has zeros in their place; export the column again as text. Or the database's column (real, double precision, numeric with a scale) holds fewer digits than the number has, and it was rounded."
    );
    public static readonly Code NumberSyntax = Warning(
        "NUMBER_SYNTAX",
        "The value is not a number as the field's type says (number, number(de)) and was dropped; --strict rejects the record."
    );
    public static readonly Code CurrencySyntax = Warning(
        "CURRENCY_SYNTAX",
        "The value is not an amount with a known currency sign or code, as the field's type says, and was dropped; --strict rejects the record."
    );
    public static readonly Code BoolFormatted = Change(
        "BOOL_FORMATTED",
        "The word for yes or no became true or false."
    );
    public static readonly Code BoolSyntax = Warning(
        "BOOL_SYNTAX",
        "The value is no word for yes or no, as the field's type says, and was dropped; --strict rejects the record."
    );
    public static readonly Code EnumFormatted = Change(
        "ENUM_FORMATTED",
        "The word was spelled as the list of the field's type spells it."
    );
    public static readonly Code EnumUnknown = Warning(
        "ENUM_UNKNOWN",
        "The value is none of the words of the field's type and was dropped; --strict rejects the record."
    );
}

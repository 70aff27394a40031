using System.Collections.Frozen;

namespace Etl.Core.Diagnostics;

/// <content>What a database refuses, named by its SQLSTATE.</content>
public static partial class Codes
{
    const string DatabasePrefix = "DB_";

    public static readonly Code DatabaseValue = Reject(
        DatabasePrefix + "22000",
        "The database refused a value of the record; look at the values and at the types of the target's columns."
    );
    public static readonly Code DatabaseTextTooLong = Reject(
        DatabasePrefix + "22001",
        "A text is longer than its column allows; shorten it or widen the column."
    );
    public static readonly Code DatabaseNumberOutOfRange = Reject(
        DatabasePrefix + "22003",
        "A number is outside the range, precision or scale of its column."
    );
    public static readonly Code DatabaseDateSyntax = Reject(
        DatabasePrefix + "22007",
        "A value is not a date or time as its column takes it; write 2024-03-12 or 2024-03-12T10:30:00Z."
    );
    public static readonly Code DatabaseDateOutOfRange = Reject(
        DatabasePrefix + "22008",
        "A date or time does not exist in the calendar or is outside the range of its column."
    );
    public static readonly Code DatabaseOffsetOutOfRange = Reject(
        DatabasePrefix + "22009",
        "The offset of a time from UTC is out of range."
    );
    public static readonly Code DatabaseDivisionByZero = Reject(
        DatabasePrefix + "22012",
        "A check, generated column or trigger of the target divided by zero."
    );
    public static readonly Code DatabaseCharacter = Reject(
        DatabasePrefix + "22021",
        "A text holds the character U+0000 or bytes that the database does not store."
    );
    public static readonly Code DatabaseParameter = Reject(
        DatabasePrefix + "22023",
        "The database does not take this value here, for example a hexadecimal text with an odd number of digits."
    );
    public static readonly Code DatabaseSyntax = Reject(
        DatabasePrefix + "22P02",
        "A value cannot be read as the type of its column, for example letters in a number, a broken uuid or JSON, or an unknown enum label."
    );
    public static readonly Code DatabaseUntranslatable = Reject(
        DatabasePrefix + "22P05",
        "A character of the value does not exist in the encoding of the database."
    );
    public static readonly Code DatabaseConstraint = Reject(
        DatabasePrefix + "23000",
        "The record breaks a constraint of the target."
    );
    public static readonly Code DatabaseRestricted = Reject(
        DatabasePrefix + "23001",
        "Another table refers to the row and does not allow the change."
    );
    public static readonly Code DatabaseNotNull = Reject(
        DatabasePrefix + "23502",
        "A column that must have a value has none; map a column to it or give a --default."
    );
    public static readonly Code DatabaseForeignKey = Reject(
        DatabasePrefix + "23503",
        "The record refers to a row of another table that does not exist; load that table first."
    );
    public static readonly Code DatabaseUnique = Reject(
        DatabasePrefix + "23505",
        "The target already holds a row with the same value in a unique column; match by that column with --match to skip or update it."
    );
    public static readonly Code DatabaseCheck = Reject(
        DatabasePrefix + "23514",
        "The record breaks a check constraint of the target's table or of a domain, or no partition takes it."
    );
    public static readonly Code DatabaseExclusion = Reject(
        DatabasePrefix + "23P01",
        "The record conflicts with a stored row under an exclusion constraint of the target."
    );
    public static readonly Code DatabaseViewCheck = Reject(
        DatabasePrefix + "44000",
        "The record would not be visible through the view that it is written to."
    );
    public static readonly Code DatabaseLimit = Reject(
        DatabasePrefix + "54000",
        "The record exceeds a limit of the database, for example the size of an index entry."
    );
    public static readonly Code DatabaseTrigger = Reject(
        DatabasePrefix + "P0001",
        "A trigger of the target raised an exception for the record."
    );
    public static readonly Code DatabaseOther = Reject(
        DatabasePrefix + "OTHER",
        "The database refused the record with a state of its own, for example one that a trigger chose."
    );

    static FrozenDictionary<string, Code>? databaseCodes;

    /// <summary>
    /// The code of what a database refused: that of its SQLSTATE, else the general one of its class (<c>22012</c> is the state,
    /// <c>22</c> its class), else <see cref="DatabaseOther"/>.
    /// </summary>
    public static Code Database(string sqlState)
    {
        databaseCodes ??= All.Where(code => IsOfDatabase(code.Name))
            .ToFrozenDictionary(code => code.Name[DatabasePrefix.Length..], StringComparer.Ordinal);
        return databaseCodes.TryGetValue(sqlState, out var code) ? code : OfClass(sqlState);
    }

    /// <summary>True for the name of a code of this kind: only writing the record shows it, reading it again does not.</summary>
    public static bool IsOfDatabase(string name) => name.StartsWith(DatabasePrefix, StringComparison.Ordinal);

    static Code OfClass(string sqlState) =>
        sqlState.Length < 2
            ? DatabaseOther
            : sqlState[..2] switch
            {
                "22" => DatabaseValue,
                "23" => DatabaseConstraint,
                "44" => DatabaseViewCheck,
                "54" => DatabaseLimit,
                "P0" => DatabaseTrigger,
                _ => DatabaseOther,
            };
}

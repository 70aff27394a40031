namespace Etl.Datasets.Generation;

/// <summary>What a row is planted for, and so what must become of it.</summary>
enum RowKind
{
    /// <summary>Somebody new: inserted, and the only kind that later duplicates come from.</summary>
    Person,

    /// <summary>Somebody with an e-mail of their own and the phone of an earlier row: inserted.</summary>
    Household,

    /// <summary>Fewer fields than the header: inserted, warning <c>ROW_SHORT</c>.</summary>
    ShortRow,

    /// <summary>A bad e-mail beside good values: inserted without it, warning <c>EMAIL_SYNTAX</c>.</summary>
    BadEmail,

    /// <summary>An earlier person again, with the same e-mail.</summary>
    DuplicateByEmail,

    /// <summary>An earlier person again, without e-mail, with one of their phone numbers.</summary>
    DuplicateByPhone,

    /// <summary>Rejected <c>ENC_INVALID_BYTE</c>.</summary>
    InvalidByte,

    /// <summary>Rejected <c>ROW_TOO_LONG</c>.</summary>
    ExtraField,

    /// <summary>Rejected <c>UNCLOSED_QUOTE</c>.</summary>
    StrayQuote,

    /// <summary>Rejected <c>EMPTY_CONTACT</c>.</summary>
    NoContact,
}

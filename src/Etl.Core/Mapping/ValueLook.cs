namespace Etl.Core.Mapping;

/// <summary>What one value is by the strict reading of a kind; the first of several that fit.</summary>
enum ValueLook
{
    /// <summary>None of the others.</summary>
    Text,

    /// <summary>An e-mail address, or several.</summary>
    Email,

    /// <summary>A web address: with a scheme, with <c>www.</c>, or a host under a well-known domain.</summary>
    WebAddress,

    /// <summary>An IPv4 address.</summary>
    IpAddress,

    /// <summary>A date with its separators or named month, or one of eight digits in a column of dates.</summary>
    Date,

    /// <summary>Eight digits that are a date; they are one only where all such values of the column are.</summary>
    PlainDate,

    /// <summary>A number with a currency.</summary>
    Amount,

    /// <summary>A phone number.</summary>
    Phone,

    /// <summary>Groups of three digits, which are a phone number or a number: the rest of the column tells.</summary>
    PhoneOrNumber,

    /// <summary>A number or a percentage.</summary>
    Number,

    /// <summary>Digits that start with a zero, as no number does: a code.</summary>
    Digits,
}

namespace Etl.Core.Normalization.Emails;

/// <summary>What the syntax check says of an e-mail address.</summary>
enum EmailVerdict
{
    /// <summary>An address.</summary>
    Valid,

    /// <summary>An address whose domain has no dot, ends in a number, or is an address literal: right by the standard, and rarely meant.</summary>
    Unusual,

    /// <summary>No address.</summary>
    Syntax,

    /// <summary>Of the right form, but longer than mail allows.</summary>
    TooLong,
}

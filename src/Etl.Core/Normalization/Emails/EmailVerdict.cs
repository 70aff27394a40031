namespace Etl.Core.Normalization.Emails;

/// <summary>What the syntax check says of an e-mail address.</summary>
enum EmailVerdict
{
    /// <summary>An address.</summary>
    Valid,

    /// <summary>No address.</summary>
    Syntax,

    /// <summary>Of the right form, but longer than mail allows.</summary>
    TooLong,
}

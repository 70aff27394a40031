namespace Etl.Core.Normalization.Emails;

/// <summary>Which e-mail addresses are taken.</summary>
public enum EmailMode
{
    /// <summary>
    /// Those that contacts have: a mailbox of RFC 5321 without a quoted local part, and no comments or folding white space. The default.
    /// </summary>
    Contact = 0,

    /// <summary>All that the grammar of RFC 5322 takes, obsolete forms included (<c>--email-mode rfc</c>); they are kept as written, in lower case.</summary>
    Rfc,
}

namespace Etl.Core.Normalization.Emails;

/// <summary>What is known about an e-mail address beyond its syntax.</summary>
[Flags]
enum EmailFacts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its mailbox belongs to a task (<c>info</c>, <c>sales</c>) and not to a person.</summary>
    Role = 1,

    /// <summary>Its domain gives mailboxes to be thrown away.</summary>
    Disposable = 2,

    /// <summary>Its domain is a slip of the hand away from one that very many people use.</summary>
    DomainTypo = 4,

    /// <summary>Its domain gives mailboxes to anyone. No fault, and not counted.</summary>
    FreeMail = 8,

    /// <summary>What is worth a warning.</summary>
    Warnings = Role | Disposable | DomainTypo,
}

using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>The lists of roles and of domains, read at their first use.</summary>
static class EmailWords
{
    /// <summary>Bytes of the longest role.</summary>
    public const int RoleLengthMax = 19;

    static readonly WordTable roles = Roles();
    static readonly WordTable domains = Domains();

    /// <summary>True for a local part that names a task.</summary>
    public static bool IsRole(ReadOnlySpan<byte> local) => roles.Find(local) != 0;

    /// <summary>What the lists say about a domain: disposable, free mail or nothing. A domain below a disposable one is disposable.</summary>
    public static EmailFacts OfDomain(ReadOnlySpan<byte> domain)
    {
        var facts = (EmailFacts)domains.Find(domain);
        var rest = domain;
        while (facts == EmailFacts.None && rest.IndexOf((byte)'.') is var dot and >= 0)
        {
            rest = rest[(dot + 1)..];
            facts = (EmailFacts)domains.Find(rest) & EmailFacts.Disposable;
        }
        return facts;
    }

    static WordTable Roles()
    {
        var table = new WordTable();
        WordLists.Add(table, "Emails.roles.txt", 1);
        return table;
    }

    static WordTable Domains()
    {
        var table = new WordTable();
        WordLists.Add(table, "Emails.disposable.txt", (int)EmailFacts.Disposable);
        WordLists.Add(table, "Emails.freemail.txt", (int)EmailFacts.FreeMail);
        return table;
    }
}

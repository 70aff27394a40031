using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Finds out what is known about addresses. It remembers the domains it has seen, which are few in most files, so an address costs two
/// look-ups. One per worker and column.
/// </summary>
sealed class EmailFactFinder
{
    readonly ShortTextCache factsOfDomain = new();

    /// <summary>What is known about an address in lower case.</summary>
    public EmailFacts Find(ReadOnlySpan<byte> address)
    {
        var at = address.LastIndexOf((byte)'@');
        if (at < 0)
        {
            return EmailFacts.None;
        }
        var facts = OfDomain(address[(at + 1)..]);
        return MayBeRole(address, at) && EmailWords.IsRole(address[..at]) ? facts | EmailFacts.Role : facts;
    }

    // Most local parts are longer than a role's name, or have a dot or digit in the place where none has one.
    static bool MayBeRole(ReadOnlySpan<byte> address, int at) =>
        at is > 1 and <= EmailWords.RoleLengthMax
        && address[at - 1] is >= (byte)'a' and <= (byte)'z'
        && address[1] != '.';

    EmailFacts OfDomain(ReadOnlySpan<byte> domain)
    {
        if (factsOfDomain.TryGet(domain, out var known))
        {
            return (EmailFacts)known;
        }
        var facts = EmailWords.OfDomain(domain);
        if (facts == EmailFacts.None && DomainSlips.IsSlip(domain))
        {
            facts = EmailFacts.DomainTypo;
        }
        factsOfDomain.Add(domain, (int)facts);
        return facts;
    }
}

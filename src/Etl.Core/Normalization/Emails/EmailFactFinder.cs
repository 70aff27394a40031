using System.Runtime.CompilerServices;
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
        return at < 0 ? EmailFacts.None : Find(address, at);
    }

    /// <summary>The same, where it is known where the last @ is.</summary>
    public EmailFacts Find(ReadOnlySpan<byte> address, int at)
    {
        var facts = OfDomain(address[(at + 1)..]);
        return MayBeRole(address, at) && EmailWords.IsRole(address[..at]) ? facts | EmailFacts.Role : facts;
    }

    /// <summary>
    /// True for an address of a domain that was seen before, where <see cref="Find(ReadOnlySpan{byte})"/> finds nothing to warn of: most addresses, found without a branch.
    /// </summary>
    /// <param name="buffer">The buffer that the address is in.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="at">Where its @ is; where the address is none, the answer means nothing. The address may have capitals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LooksHarmless(ReadOnlySpan<byte> buffer, FieldSpan address, int at)
    {
        var domain = new FieldSpan(address.Offset + at + 1, address.Length - at - 1);
        if (domain.Offset >= buffer.Length)
        {
            return false;
        }
        var last = buffer[Math.Max(0, domain.Offset - 2)];
        const byte small = 0x20; // makes letters small, and leaves digits, hyphens and points
        var mayBeRole = (at <= EmailWords.RoleLengthMax) & ((uint)((last | small) - 'a') <= 'z' - 'a');
        return factsOfDomain.HasNone(buffer, domain, (int)EmailFacts.Warnings, small) & !mayBeRole;
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

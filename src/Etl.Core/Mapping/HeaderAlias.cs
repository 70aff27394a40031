using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>What a header means by the alias dictionary.</summary>
/// <param name="Field">The field it names.</param>
/// <param name="Rank">0 is the best alias of the field; among columns that want one field the lowest rank gets it.</param>
/// <param name="AddressRank">Which address it is a part of: 0 when the header does not say, else 1 + the rank of the word before it (<c>Home City</c>).</param>
public sealed record HeaderAlias(ContactField Field, int Rank, int AddressRank = 0)
{
    /// <summary>True when the header is no alias, but one in more words, so values that contradict it cost only the mapping. Default: false.</summary>
    public bool IsVariant { get; init; }

    /// <summary>The normalized word that says whose value it is (<c>billing</c> of <c>Billing Email</c>); null when the header does not say. Default: null.</summary>
    public string? Person { get; init; }

    /// <summary>How good that word is: 0 when the header has none, else 1 + the rank of its line, the better one lower. Default: 0.</summary>
    public int PersonRank { get; init; }
}

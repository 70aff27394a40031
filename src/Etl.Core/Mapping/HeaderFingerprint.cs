using System.Security.Cryptography;
using System.Text;

namespace Etl.Core.Mapping;

/// <summary>Recognises headers again.</summary>
public static class HeaderFingerprint
{
    /// <summary>
    /// SHA-256 in lower-case hex over the headers in their order, as <see cref="HeaderName.Normalize"/> gives them: the same on every machine,
    /// whatever the case and punctuation.
    /// </summary>
    public static string Of(IReadOnlyList<string> headers)
    {
        var text = string.Join('\n', headers.Select(HeaderName.Normalize));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Share of headers that both lists have, 0 to 1: <c>common / the longer list</c>, so a renamed column costs one.</summary>
    public static double Overlap(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var leftNames = left.Select(HeaderName.Normalize).ToHashSet(StringComparer.Ordinal);
        var rightNames = right.Select(HeaderName.Normalize).ToHashSet(StringComparer.Ordinal);
        var common = leftNames.Count(rightNames.Contains);
        var longer = Math.Max(leftNames.Count, rightNames.Count);
        return longer == 0 ? 1 : (double)common / longer;
    }
}

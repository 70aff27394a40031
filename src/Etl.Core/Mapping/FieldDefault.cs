using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>One <c>--default field=value</c>: what records without a value get.</summary>
public sealed record FieldDefault(ContactField Field, string Value)
{
    /// <summary>Parses <c>field=value</c>. The first <c>=</c> divides, since values may hold one.</summary>
    public static FieldDefault Parse(string text)
    {
        var where = $"--default \"{text}\"";
        var divider = text.IndexOf('=', StringComparison.Ordinal);
        if (divider <= 0 || text.AsSpan(divider + 1).IsWhiteSpace())
        {
            throw new JobException($"{where} must be field=value, for example --default country=US.");
        }
        return new FieldDefault(FieldNames.Require(text[..divider], where), text[(divider + 1)..].Trim());
    }
}

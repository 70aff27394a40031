using System.Collections.Frozen;
using System.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>The dictionary of headers that are known to mean a contact field; its content is the embedded file <c>aliases.txt</c>.</summary>
public sealed class HeaderAliases
{
    const string Resource = "Etl.Core.Mapping.aliases.txt";
    const string AddressPrefixes = "address of";
    const string PlainAddressPrefixes = "address of any";
    const string RowNumbers = "row number";
    const string SensitiveNumbers = "sensitive";

    static readonly FrozenSet<string> addressFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "street",
        "street_2",
        "city",
        "state",
        "postal_code",
        "country"
    );

    readonly Dictionary<string, HeaderAlias> byName = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> rankOfField = new(StringComparer.Ordinal);
    readonly List<string> prefixes = [];
    readonly List<string> plainPrefixes = [];
    readonly HashSet<string> rowNumbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> optOuts = new(StringComparer.Ordinal);
    readonly HashSet<string> optOutsOfMail = new(StringComparer.Ordinal);
    readonly HashSet<string> sensitiveNumbers = new(StringComparer.Ordinal);

    readonly HeaderVariants variants;

    HeaderAliases(TextReader lines)
    {
        variants = new HeaderVariants(FindName);
        while (lines.ReadLine() is { } line)
        {
            AddLine(line);
        }
    }

    /// <summary>The aliases that Etl knows.</summary>
    public static HeaderAliases Default { get; } = Load();

    /// <summary>Every alias in normalized form with its field, for documentation and tests.</summary>
    public IEnumerable<(string Name, HeaderAlias Alias)> Entries => byName.Select(entry => (entry.Key, entry.Value));

    /// <summary>
    /// What a header means, or null. The header is compared as <see cref="HeaderName.Normalize"/> gives it; <c>Home #</c> is <c>Home Number</c>. One that is no alias
    /// may be a known one in more words (<see cref="HeaderVariants"/>).
    /// </summary>
    public HeaderAlias? Find(string header)
    {
        var name = HeaderName.Normalize(header);
        return header.AsSpan().TrimEnd().EndsWith('#') && byName.TryGetValue(name + "number", out var number)
            ? number
            : FindName(name) ?? variants.Find(header);
    }

    /// <summary>True when the header is an alias or the name of a field: what header detection asks.</summary>
    public bool IsKnown(string header) =>
        Find(header) is not null
        || IsLeftOut(header)
        || PartOf(header) is not null
        || OptOutRankOf(header) >= 0
        || ContactFields.Find(header.Trim()) is not null;

    /// <summary>True for headers of numbers of rows.</summary>
    internal bool IsRowNumber(string header) => rowNumbers.Contains(HeaderName.Normalize(header));

    /// <summary>What the header is a part of (<c>house number</c>); null for all others.</summary>
    internal string? PartOf(string header) => parts.GetValueOrDefault(HeaderName.Normalize(header));

    /// <summary>True for headers of numbers of identity documents.</summary>
    internal bool IsSensitive(string header) => sensitiveNumbers.Contains(HeaderName.Normalize(header));

    /// <summary>For a header of flags that say who opted out, its place among them, the best first; −1 for all others.</summary>
    internal int OptOutRankOf(string header) => optOuts.GetValueOrDefault(HeaderName.Normalize(header), -1);

    /// <summary>True when such flags are about e-mail or about all ways to reach somebody.</summary>
    internal bool IsOptOutOfMail(string header) => optOutsOfMail.Contains(HeaderName.Normalize(header));

    internal static bool IsAddressField(ContactField field) => addressFields.Contains(field.Name);

    static HeaderAliases Load()
    {
        var stream = typeof(HeaderAliases).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new UnreachableException($"{Resource} is not embedded."));
        return new HeaderAliases(reader);
    }

    HeaderAlias? FindName(string name) =>
        byName.TryGetValue(name, out var alias) ? variants.WithPerson(name, alias)
        : FindInAddress(name) is { } part ? part
        : plainPrefixes.Select(prefix => FindBehind(prefix, name)).FirstOrDefault(found => found is not null);

    bool IsLeftOut(string header) => IsRowNumber(header) || IsSensitive(header);

    HeaderAlias? FindInAddress(string name)
    {
        for (var index = 0; index < prefixes.Count; index++)
        {
            if (FindBehind(prefixes[index], name) is { } alias)
            {
                return variants.WithAddressee(prefixes[index], alias with { AddressRank = index + 1 });
            }
        }
        return null;
    }

    HeaderAlias? FindBehind(string prefix, string name) =>
        name.Length > prefix.Length
        && name.StartsWith(prefix, StringComparison.Ordinal)
        && byName.TryGetValue(name[prefix.Length..], out var alias)
        && IsAddressField(alias.Field)
            ? alias
            : null;

    void AddLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || line.StartsWith('#'))
        {
            return;
        }
        var names = line[(colon + 1)..].Split(',').Select(HeaderName.Normalize);
        switch (line[..colon])
        {
            case AddressPrefixes:
                prefixes.AddRange(names);
                break;
            case PlainAddressPrefixes:
                plainPrefixes.AddRange(names);
                break;
            case RowNumbers:
                rowNumbers.UnionWith(names);
                break;
            case SensitiveNumbers:
                sensitiveNumbers.UnionWith(names);
                break;
            case OptOutColumns.OfMail or OptOutColumns.OfOthers:
                AddOptOuts(names, line.StartsWith(OptOutColumns.OfMail + ":", StringComparison.Ordinal));
                break;
            case var kind when PartColumns.Names.Contains(kind, StringComparer.Ordinal):
                foreach (var name in names)
                {
                    parts.TryAdd(name, kind);
                }
                break;
            case var kind when variants.TryAdd(kind, names):
                break;
            default:
                AddAliases(line[..colon], names);
                break;
        }
    }

    void AddOptOuts(IEnumerable<string> names, bool areOfMail)
    {
        foreach (var name in names)
        {
            optOuts.TryAdd(name, optOuts.Count);
            if (areOfMail)
            {
                optOutsOfMail.Add(name);
            }
        }
    }

    void AddAliases(string fieldName, IEnumerable<string> names)
    {
        var field = ContactFields.Find(fieldName) ?? throw new UnreachableException($"{Resource}: {fieldName}");
        foreach (var name in names)
        {
            AddAlias(name, field);
        }
    }

    void AddAlias(string name, ContactField field)
    {
        var rank = rankOfField.GetValueOrDefault(field.Name);
        rankOfField[field.Name] = rank + 1;
        if (!byName.TryAdd(name, new HeaderAlias(field, rank)) && byName[name].Field != field)
        {
            throw new UnreachableException($"{Resource}: \"{name}\" stands under {byName[name].Field} and {field}.");
        }
    }
}

using System.Collections.Frozen;
using System.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>The dictionary of headers that are known to mean a contact field; its content is the embedded file <c>aliases.txt</c>.</summary>
public sealed class HeaderAliases
{
    const string Resource = "Etl.Core.Mapping.aliases.txt";
    const string AddressPrefixes = "address of";

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

    HeaderAliases(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            AddLine(line);
        }
    }

    /// <summary>The aliases that Etl knows.</summary>
    public static HeaderAliases Default { get; } = Load();

    /// <summary>Every alias in normalized form with its field, for documentation and tests.</summary>
    public IEnumerable<(string Name, HeaderAlias Alias)> Entries => byName.Select(entry => (entry.Key, entry.Value));

    /// <summary>What a header means, or null. The header is compared as <see cref="HeaderName.Normalize"/> gives it.</summary>
    public HeaderAlias? Find(string header)
    {
        var name = HeaderName.Normalize(header);
        return byName.TryGetValue(name, out var alias) ? alias : FindInAddress(name);
    }

    /// <summary>True when the header is an alias or the name of a field: what header detection asks.</summary>
    public bool IsKnown(string header) => Find(header) is not null || ContactFields.Find(header.Trim()) is not null;

    internal static bool IsAddressField(ContactField field) => addressFields.Contains(field.Name);

    static HeaderAliases Load()
    {
        var stream = typeof(HeaderAliases).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new UnreachableException($"{Resource} is not embedded."));
        return new HeaderAliases(reader);
    }

    HeaderAlias? FindInAddress(string name)
    {
        for (var index = 0; index < prefixes.Count; index++)
        {
            var prefix = prefixes[index];
            if (
                name.Length > prefix.Length
                && name.StartsWith(prefix, StringComparison.Ordinal)
                && byName.TryGetValue(name[prefix.Length..], out var alias)
                && IsAddressField(alias.Field)
            )
            {
                return alias with { AddressRank = index + 1 };
            }
        }
        return null;
    }

    void AddLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || line.StartsWith('#'))
        {
            return;
        }
        var names = line[(colon + 1)..].Split(',').Select(HeaderName.Normalize);
        if (line[..colon] == AddressPrefixes)
        {
            prefixes.AddRange(names);
            return;
        }
        var field = ContactFields.Find(line[..colon]) ?? throw new UnreachableException($"{Resource}: {line[..colon]}");
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

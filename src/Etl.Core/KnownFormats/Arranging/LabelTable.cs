using System.Diagnostics;
using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>The labels that people and programs write, in the embedded file <c>labels.txt</c>; read when one is looked up first.</summary>
sealed class LabelTable
{
    const string Resource = "Etl.Core.KnownFormats.Arranging.labels.txt";

    static readonly Lazy<LabelTable> loaded = new(Load);

    readonly Dictionary<string, PhoneLabel> kinds = new(StringComparer.Ordinal);
    readonly List<byte[]> faxes = [];

    /// <summary>The labels that Etl knows.</summary>
    public static LabelTable Default => loaded.Value;

    /// <summary>Every label as it is compared, for tests.</summary>
    public IReadOnlyDictionary<string, PhoneLabel> Kinds => kinds;

    /// <summary>What a label means; <see cref="PhoneLabel.None"/> when nothing is known.</summary>
    public PhoneLabel Find(ReadOnlySpan<byte> label)
    {
        Span<byte> key = stackalloc byte[PlaceName.KeyLengthMax];
        key = key[..PlaceName.Fold(label, key)];
        if (key.IsEmpty)
        {
            return PhoneLabel.None;
        }
        foreach (var fax in faxes)
        {
            if (key.IndexOf(fax) >= 0)
            {
                return PhoneLabel.Fax;
            }
        }
        Span<char> text = stackalloc char[key.Length];
        text = text[..Encoding.UTF8.GetChars(key, text)];
        return kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var kind) ? kind : PhoneLabel.None;
    }

    static LabelTable Load()
    {
        var stream = typeof(LabelTable).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new UnreachableException($"{Resource} is not embedded."));
        var table = new LabelTable();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                table.Add(line);
            }
        }
        return table;
    }

    void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var kind = Enum.Parse<PhoneLabel>(line.AsSpan(0, colon), ignoreCase: true);
        foreach (var label in line[(colon + 1)..].Split(','))
        {
            Add(kind, label);
        }
    }

    void Add(PhoneLabel kind, string label)
    {
        Span<byte> key = stackalloc byte[PlaceName.KeyLengthMax];
        key = key[..PlaceName.Fold(Encoding.UTF8.GetBytes(label), key)];
        if (kind == PhoneLabel.Fax)
        {
            faxes.Add(key.ToArray());
        }
        else if (!kinds.TryAdd(Encoding.UTF8.GetString(key), kind) && kinds[Encoding.UTF8.GetString(key)] != kind)
        {
            throw new UnreachableException($"{Resource}: \"{label}\" stands under two kinds.");
        }
    }
}

using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Decides which column feeds which contact field. In order: what the user says, what the template says, headers that are
/// columns of the target, the columns of a known format, headers that are field names, headers that are known aliases. A column that is wrong by its values is refused or left out, never loaded silently.
/// </summary>
public static class HeaderMapper
{
    /// <summary>Maps a header.</summary>
    /// <param name="headers">The input's headers in column order; unique, as sources make them.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="evidence">What the sample values of each column look like; null to map by headers alone.</param>
    /// <exception cref="JobException">An option names an unknown column, two columns feed one field, or values contradict their field.</exception>
    public static HeaderMapping Map(
        IReadOnlyList<string> headers,
        MappingOptions options,
        IReadOnlyList<ColumnEvidence>? evidence = null
    )
    {
        var draft = new MappingDraft(headers, evidence);
        ExplicitMapping.Apply(draft, options);
        TemplateMapping.Apply(draft, options.Template);
        TargetMapping.Apply(draft, options.TargetColumns);
        var format = FormatCatalog.Recognise(headers, options.FileName);
        var arrangement = FormatMapping.Apply(draft, options, format);
        var parts = format is null ? PartColumns.Reserve(draft, HeaderAliases.Default) : null;
        AliasMapping.Apply(draft, HeaderAliases.Default);
        var optOuts = OptOutColumns.Apply(draft, options, HeaderAliases.Default, arrangement);
        TargetPlaces.Apply(draft, options);
        EvidenceCheck.Apply(draft);
        arrangement = parts?.Join(draft, options, optOuts) ?? optOuts;
        if (format is not null && options is { Arranges: true, Unmapped: UnmappedColumns.Ignore })
        {
            UnmappedMapping.KeepOfProgram(draft, options, format.Format);
        }
        UnmappedMapping.Apply(draft, TargetPlaces.KeepsUnmapped(options) ? options.Unmapped : UnmappedColumns.Ignore);
        return new HeaderMapping(
            new BatchLayout([
                .. SourceColumns(draft, options),
                .. DerivedColumns(draft, options),
                .. AddedColumns(draft, options),
            ])
            {
                Arrangement = arrangement,
            },
            draft.Findings
        )
        {
            Format = format,
        };
    }

    /// <summary>A layout that maps nothing: for reading a sample before the mapping is known.</summary>
    public static BatchLayout Unmapped(IReadOnlyList<string> headers) =>
        new([.. headers.Select((header, index) => new ColumnPlan(header, index, null, MappingSources.None))]);

    static IEnumerable<ColumnPlan> SourceColumns(MappingDraft draft, MappingOptions options)
    {
        var defaults = DefaultsOf(options);
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var field = draft.FieldOf(column);
            yield return new ColumnPlan(draft.Headers[column], column, field, draft.MappedBy(column))
            {
                Default = field is null ? null : defaults.GetValueOrDefault(field.Name),
                Family = draft.FamilyOf(column),
            };
        }
    }

    /// <summary>Columns that the arrangement of a known format fills.</summary>
    static IEnumerable<ColumnPlan> DerivedColumns(MappingDraft draft, MappingOptions options)
    {
        var defaults = DefaultsOf(options);
        return draft.Derived.Select(field => new ColumnPlan(field.Name, -1, field, MappingSources.Format)
        {
            Default = defaults.GetValueOrDefault(field.Name),
        });
    }

    /// <summary>Columns for defaults whose field no column feeds, and for owners in turn, which the pipeline fills in.</summary>
    static IEnumerable<ColumnPlan> AddedColumns(MappingDraft draft, MappingOptions options)
    {
        foreach (var (name, value) in DefaultsOf(options))
        {
            var field = FieldNames.Require(name, "--default");
            if (draft.IsFree(field))
            {
                yield return new ColumnPlan(field.Name, -1, field, MappingSources.Default) { Default = value };
            }
        }
    }

    static Dictionary<string, byte[]?> DefaultsOf(MappingOptions options)
    {
        var defaults = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var (field, value) in options.Defaults)
        {
            Add(field.Name, Encoding.UTF8.GetBytes(value));
        }
        if (options.Owner is { } owner)
        {
            Add("owner", owner.IsFixed ? owner.For(1).ToArray() : null);
        }
        return defaults;

        void Add(string field, byte[]? value)
        {
            if (!defaults.TryAdd(field, value))
            {
                throw new JobException(
                    $"The field \"{field}\" has two defaults; give one --default {field}=value{(field == "owner" ? " or one --owner" : "")}."
                );
            }
        }
    }
}

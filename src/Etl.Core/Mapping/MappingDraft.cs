using System.Globalization;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>A mapping while it is being made: what each column is so far, and what was found. The steps of <see cref="HeaderMapper"/> fill it in turn.</summary>
sealed class MappingDraft
{
    readonly ContactField?[] fields;
    readonly string[] mappedBy;
    readonly Dictionary<string, int> columnOfField = new(StringComparer.Ordinal);
    readonly List<MappingFinding> findings = [];
    readonly List<ContactField> derived = [];
    readonly Dictionary<int, string> families = [];

    public MappingDraft(IReadOnlyList<string> headers, IReadOnlyList<ColumnEvidence>? evidence)
    {
        Headers = headers;
        Evidence = evidence;
        fields = new ContactField?[headers.Count];
        mappedBy = [.. headers.Select(_ => MappingSources.None)];
    }

    public IReadOnlyList<string> Headers { get; }

    public IReadOnlyList<ColumnEvidence>? Evidence { get; }

    public IReadOnlyList<MappingFinding> Findings => [.. findings.OrderBy(finding => finding.Column)];

    public ContactField? FieldOf(int column) => fields[column];

    public string MappedBy(int column) => mappedBy[column];

    public int ColumnOf(ContactField field) => columnOfField.GetValueOrDefault(field.Name, -1);

    /// <summary>True while no column feeds the field.</summary>
    public bool IsFree(ContactField field) => ColumnOf(field) < 0;

    /// <summary>Fields that get a column of their own behind those of the input, filled from several of these.</summary>
    public IReadOnlyList<ContactField> Derived => derived;

    /// <summary>True while nothing is decided about the column.</summary>
    public bool IsOpen(int column) => mappedBy[column].Length == 0;

    public ColumnEvidence? EvidenceOf(int column) =>
        Evidence is not null && column < Evidence.Count ? Evidence[column] : null;

    /// <summary>True when the sample has rows and none has a value in the column.</summary>
    public bool IsEmpty(int column) => EvidenceOf(column) is { Count: > 0, FilledCount: 0 };

    public void Map(int column, ContactField field, string by)
    {
        fields[column] = field;
        mappedBy[column] = by;
        columnOfField.Add(field.Name, column);
    }

    /// <summary>Takes a mapping back; the column is open again.</summary>
    public void Unmap(int column)
    {
        columnOfField.Remove(fields[column]!.Name);
        fields[column] = null;
        mappedBy[column] = MappingSources.None;
    }

    /// <summary>Adds a column for a field that none feeds, and returns its place in the layout.</summary>
    public int Derive(ContactField field)
    {
        var column = Headers.Count + derived.Count;
        derived.Add(field);
        columnOfField.Add(field.Name, column);
        return column;
    }

    /// <summary>Says that the columns of the known format's values use this one, and that it feeds no field itself.</summary>
    /// <param name="column">The column.</param>
    /// <param name="by">How it was found; <see cref="MappingSources.None"/> makes it open again.</param>
    public void Take(int column, string by = MappingSources.Format) => mappedBy[column] = by;

    /// <summary>Says what the column holds whose values are placed in other columns.</summary>
    public void SetFamily(int column, string family) => families[column] = family;

    /// <summary>What the column holds whose values are placed in other columns; null for all others.</summary>
    public string? FamilyOf(int column) => families.GetValueOrDefault(column);

    public void Ignore(int column) => mappedBy[column] = MappingSources.Ignored;

    public void Find(MappingFindingKind kind, int column, string sentence) =>
        findings.Add(new MappingFinding(kind, column, sentence));

    public bool HasFinding(int column) => findings.Any(finding => finding.Column == column);

    /// <summary>True when the column has a finding of another kind.</summary>
    public bool HasFindingBut(int column, MappingFindingKind kind) =>
        findings.Any(finding => finding.Column == column && finding.Kind != kind);

    /// <summary>Takes the findings of a column back.</summary>
    public void Forget(int column) => findings.RemoveAll(finding => finding.Column == column);

    /// <summary>A column as messages name it: <c>"Phone" (#4)</c>.</summary>
    public string Describe(int column) =>
        column < Headers.Count ? $"\"{Headers[column]}\" ({Position(column)})" : "the columns of the known format";

    /// <summary>A column by position, as options may name it: <c>#4</c>.</summary>
    public static string Position(int column) => string.Create(CultureInfo.InvariantCulture, $"#{column + 1}");
}

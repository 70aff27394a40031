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

    public bool IsFree(ContactField field) => ColumnOf(field) < 0;

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

    public void Ignore(int column) => mappedBy[column] = MappingSources.Ignored;

    public void Find(MappingFindingKind kind, int column, string sentence) =>
        findings.Add(new MappingFinding(kind, column, sentence));

    public bool HasFinding(int column) => findings.Any(finding => finding.Column == column);

    /// <summary>A column as messages name it: <c>"Phone" (#4)</c>.</summary>
    public string Describe(int column) => $"\"{Headers[column]}\" ({Position(column)})";

    /// <summary>A column by position, as options may name it: <c>#4</c>.</summary>
    public static string Position(int column) => string.Create(CultureInfo.InvariantCulture, $"#{column + 1}");
}

using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Postgres.Reading;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// The fields of the match rules as SQL. In a table that Etl made, values are normalized as they stand. In a table that a user
/// owns they are compared in a normal form: e-mail addresses without outer spaces and in lower case, phone numbers as digits and
/// plus, other values without outer spaces; so is what a chunk looks for. Phone numbers without a calling code are then read by the
/// contact's country, or the job's (<see cref="KeyCalculator"/>).
/// </summary>
sealed class KeyColumns
{
    /// <summary>Between the values of <see cref="Seen"/>.</summary>
    public const byte SeenSeparator = 0x1F;

    const string Country = "country";
    const string PhoneForm = "^[+]?[0-9]+(;ext=[0-9]+)?$";

    readonly LoadPlan plan;
    readonly Dictionary<string, string> expressions = new(StringComparer.Ordinal);

    public KeyColumns(LoadPlan plan, FieldColumns fieldColumns, StoreSinkOptions options)
    {
        this.plan = plan;
        Slots = [.. options.MatchRules.SelectMany(rule => rule.Alternatives)];
        SlotsOfSameRule = [.. options.MatchRules.SelectMany(rule => rule.Alternatives.Select(_ => rule.Alternatives))];
        var names = Slots.SelectMany(fields => fields).Distinct(StringComparer.Ordinal).ToList();
        HasCountry =
            !plan.IsMadeByEtl
            && names.Exists(IsPhone)
            && !names.Contains(Country, StringComparer.Ordinal)
            && fieldColumns.ColumnOf(ContactFields.Find(Country)!) is not null;
        FieldNames = HasCountry ? [.. names, Country] : names;
        Layout = new BatchLayout([
            .. FieldNames.Select(
                (name, index) => new ColumnPlan(name, index, ContactFields.Find(name), MappingSources.Name)
            ),
        ]);
        foreach (var name in FieldNames)
        {
            expressions[name] = Expression(name, fieldColumns);
        }
        if (!Slots.Any(IsStored))
        {
            throw new JobException(
                $"None of the fields that records are matched by ({string.Join(", ", names)}) has a column in {plan.Table.Name.Quoted}; name others with --match, or use --on-duplicate create."
            );
        }
    }

    /// <summary>The fields of each key slot.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Slots { get; }

    /// <summary>For each key slot those of its rule: a number is looked for among phones and mobiles alike.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> SlotsOfSameRule { get; }

    /// <summary>True when the last of the fields is no match field but the contact's country, by which its phone numbers are read.</summary>
    public bool HasCountry { get; }

    /// <summary>All fields of all match rules, and the country when <see cref="HasCountry"/>.</summary>
    public IReadOnlyList<string> FieldNames { get; }

    /// <summary>A layout of just these fields.</summary>
    public BatchLayout Layout { get; }

    /// <summary>True when the table has a place for all fields of a slot.</summary>
    public bool IsStored(IReadOnlyList<string> slot) => slot.All(name => expressions[name] != "null");

    /// <summary>The value of a field of the table's row <c>t</c> as text in normal form; <c>null</c> when it has no column.</summary>
    public string Expression(string field) => expressions[field];

    /// <summary>
    /// All match fields of the table's row <c>t</c> in one text, to tell whether anything that decides a match has changed: the values
    /// with <see cref="SeenSeparator"/> between them.
    /// </summary>
    public string Seen =>
        string.Join(@" || E'\x1f' || ", FieldNames.Select(name => $"coalesce({expressions[name]}, '')"));

    /// <summary>The normal form of a text expression.</summary>
    public string NormalForm(string field, string expression)
    {
        if (plan.IsMadeByEtl)
        {
            return expression;
        }
        return ContactFields.Find(field)?.Kind switch
        {
            FieldKind.Email => $"lower(btrim({expression}))",
            FieldKind.Phone =>
                $"case when {expression} ~ '{PhoneForm}' then {expression} else regexp_replace({expression}, '[^0-9+]', '', 'g') end",
            _ => $"btrim({expression})",
        };
    }

    /// <summary>True for a field that holds phone numbers.</summary>
    public static bool IsPhone(string field) => ContactFields.Find(field)?.Kind == FieldKind.Phone;

    /// <summary>True when the case of a field's letters does not count.</summary>
    public static bool IsFolded(string field) =>
        ContactFields.Find(field)?.Kind is not (FieldKind.Email or FieldKind.Phone or FieldKind.Identifier);

    string Expression(string name, FieldColumns fieldColumns)
    {
        var field = ContactFields.Find(name)!;
        if (fieldColumns.ColumnOf(field) is not { } column)
        {
            var hasCustoms = field.IsCustom && plan.Table.Columns.Any(IsCustomColumn);
            var key = field.Name[(field.IsCustom ? ContactField.CustomPrefix.Length : 0)..];
            return hasCustoms ? $"(t.{Sql.Quote(LoadPlan.CustomColumn)} ->> {SqlLiteral.Of(key)})" : "null";
        }
        var value = $"t.{Sql.Quote(column.Name)}";
        var text = column.Type switch
        {
            PostgresType.Text => value,
            PostgresType.TextArray => ListSql.TextOf($"{value}::text[]"),
            _ => $"{value}::text",
        };
        return NormalForm(name, text);
    }

    static bool IsCustomColumn(TargetColumn column) =>
        column.Name == LoadPlan.CustomColumn && column.Type == PostgresType.Jsonb;
}

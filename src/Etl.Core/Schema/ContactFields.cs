using System.Collections.Frozen;

namespace Etl.Core.Schema;

/// <summary>The catalogue of contact fields, in the order in which Etl writes them.</summary>
public static class ContactFields
{
    /// <summary>All built-in fields, in output order.</summary>
    public static IReadOnlyList<ContactField> All { get; } =
    [
        new("external_id", FieldKind.Identifier),
        new("name_prefix", FieldKind.Name),
        new("first_name", FieldKind.Name),
        new("middle_name", FieldKind.Name),
        new("last_name", FieldKind.Name),
        new("name_suffix", FieldKind.Name),
        new("full_name", FieldKind.Name),
        new("nickname", FieldKind.Name),
        new("email", FieldKind.Email),
        new("email_2", FieldKind.Email),
        new("email_3", FieldKind.Email),
        new("phone", FieldKind.Phone),
        new("mobile", FieldKind.Phone),
        new("home_phone", FieldKind.Phone),
        new("other_phone", FieldKind.Phone),
        new("fax", FieldKind.Phone),
        new("company", FieldKind.Text),
        new("title", FieldKind.Text),
        new("department", FieldKind.Text),
        new("street", FieldKind.MultilineText),
        new("street_2", FieldKind.MultilineText),
        new("city", FieldKind.Text),
        new("state", FieldKind.Region),
        new("postal_code", FieldKind.PostalCode),
        new("country", FieldKind.Country),
        new("website", FieldKind.Url),
        new("birthday", FieldKind.Date),
        new("gender", FieldKind.Text),
        new("tags", FieldKind.Tags),
        new("notes", FieldKind.MultilineText),
        new("owner", FieldKind.Text),
        new("consent", FieldKind.Consent),
        new("created_at", FieldKind.Timestamp),
        new("updated_at", FieldKind.Timestamp),
    ];

    /// <summary>Why the type of a custom field is none; null when it is one, or when there is no type.</summary>
    /// <param name="name">The name with its type.</param>
    /// <param name="isWritten">True when a person wrote it, so that a word behind a colon is meant for a type; see <see cref="CustomType.Divide"/>.</param>
    public static string? TypeProblem(string name, bool isWritten = false) =>
        name.StartsWith(ContactField.CustomPrefix, StringComparison.OrdinalIgnoreCase)
            ? CustomType.Divide(name[ContactField.CustomPrefix.Length..], isWritten, out _, out _)
            : null;

    static readonly FrozenDictionary<string, ContactField> byName = All.ToFrozenDictionary(
        field => field.Name,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>
    /// The built-in field of that name, or the field for <c>custom.&lt;name&gt;</c> or <c>custom.&lt;name&gt;:&lt;type&gt;</c>; null when there is
    /// none.
    /// </summary>
    public static ContactField? Find(string name)
    {
        if (byName.TryGetValue(name, out var field))
        {
            return field;
        }
        var isCustom =
            name.StartsWith(ContactField.CustomPrefix, StringComparison.OrdinalIgnoreCase)
            && name.Length > ContactField.CustomPrefix.Length;
        if (
            !isCustom
            || CustomType.Divide(name[ContactField.CustomPrefix.Length..], isWritten: false, out var own, out var type)
                is not null
        )
        {
            return null;
        }
        var kind = type?.Kind switch
        {
            null => FieldKind.MultilineText,
            CustomKind.Date => FieldKind.Date,
            _ => FieldKind.Text,
        };
        return new ContactField(ContactField.CustomPrefix + own, kind) { Type = type };
    }
}

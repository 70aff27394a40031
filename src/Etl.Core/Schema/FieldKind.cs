namespace Etl.Core.Schema;

/// <summary>What kind of value a contact field holds; it chooses the normalizer, the rules and the column type of a store.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Text that keeps its line breaks (notes, streets).</summary>
    MultilineText,

    /// <summary>An opaque identifier: trimmed, never changed otherwise.</summary>
    Identifier,

    /// <summary>A part of a person's name.</summary>
    Name,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone or fax number.</summary>
    Phone,

    /// <summary>A country, stored as ISO 3166 alpha-2.</summary>
    Country,

    /// <summary>A calendar date, stored as ISO 8601.</summary>
    Date,

    /// <summary>A point in time, stored as ISO 8601 (with the offset that the source states).</summary>
    Timestamp,

    /// <summary>A list of labels, stored joined by <c>;</c>.</summary>
    Tags,

    /// <summary>A web address.</summary>
    Url,

    /// <summary>A consent state: subscribed, unsubscribed, and so on.</summary>
    Consent,

    /// <summary>A postal code: text, never a number.</summary>
    PostalCode,

    /// <summary>A state or province, stored as its code in ISO 3166-2 where it is known.</summary>
    Region,
}

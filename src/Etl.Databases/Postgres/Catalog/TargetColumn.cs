namespace Etl.Databases.Postgres.Catalog;

/// <summary>One column of a table that is written to.</summary>
/// <param name="Name">Its name, not quoted.</param>
/// <param name="TypeName">Its type as SQL, for example <c>character varying(40)</c> or a domain's name.</param>
/// <param name="Type">What Etl takes the type for; a domain is resolved to the type that it rests on.</param>
/// <param name="TypeOid">The declared type, which may be a domain.</param>
/// <param name="LengthMax">Code points that varchar(n) and char(n) hold, also as elements of an array.</param>
/// <param name="Precision">Digits of numeric(p, s).</param>
/// <param name="Scale">Digits behind the point of numeric(p, s); negative ones round before it.</param>
/// <param name="IsNotNull">True when the column or its domain takes no NULL.</param>
/// <param name="IsGenerated">True when the server computes it, so that it cannot be written.</param>
/// <param name="IsIdentity">True for an identity column of either kind.</param>
/// <param name="Sequence">The sequence that numbers the column, qualified and quoted, or null.</param>
/// <param name="Default">Its default as SQL, or null.</param>
/// <param name="EnumLabels">The labels of an enum, in its order; empty for other types.</param>
sealed record TargetColumn(
    string Name,
    string TypeName,
    PostgresType Type,
    uint TypeOid,
    int? LengthMax,
    int? Precision,
    int? Scale,
    bool IsNotNull,
    bool IsGenerated,
    bool IsIdentity,
    string? Sequence,
    string? Default,
    IReadOnlyList<string> EnumLabels
)
{
    /// <summary>True for types that hold one text.</summary>
    public bool IsText => Type is PostgresType.Text or PostgresType.Varchar or PostgresType.Char or PostgresType.Citext;

    /// <summary>The element type of an array, without domains; 0 for other types.</summary>
    public uint ElementOid { get; init; }

    /// <summary>True for <c>generated always as identity</c>: an INSERT needs <c>overriding system value</c>, COPY does not.</summary>
    public bool IsIdentityAlways { get; init; }

    /// <summary>
    /// The default as the binary value that COPY takes, without its length; null when there is no default, when each row may get
    /// another one (a volatile function, a sequence), or when it is NULL.
    /// </summary>
    public ReadOnlyMemory<byte>? ConstantDefault { get; init; }
}

namespace Etl.Databases.Postgres.Loading;

/// <summary>How new rows get their primary key, and so how Etl knows what it inserted.</summary>
enum KeyStrategy
{
    /// <summary>From the key's sequence, in ranges that are reserved per chunk.</summary>
    Sequence,

    /// <summary>A random UUID made by Etl, where the column has a default of its own.</summary>
    Uuid,

    /// <summary>From the input.</summary>
    Mapped,

    /// <summary>By the server in a way that Etl does not see, or the table has no key of one column.</summary>
    Unknown,
}

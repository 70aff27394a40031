namespace Etl.Databases.Postgres.Loading;

/// <summary>What a chunk does with one of its rows.</summary>
enum RowAction : byte
{
    /// <summary>Nothing: it had its bucket before it came.</summary>
    None,

    /// <summary>Inserts it as a new contact.</summary>
    Insert,

    /// <summary>Merges it into a contact.</summary>
    Merge,

    /// <summary>Skips it: a contact of this job has its key.</summary>
    DuplicateInFile,

    /// <summary>Skips it: a contact that was stored before has its key.</summary>
    DuplicateInStore,

    /// <summary>The server refused it.</summary>
    Refused,
}

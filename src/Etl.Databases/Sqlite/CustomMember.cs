namespace Etl.Databases.Sqlite;

/// <summary>A member of a stored JSON object: where its name and its value lie in the bytes of <see cref="CustomMembers"/>.</summary>
record struct CustomMember
{
    /// <summary>Where its name starts, which has no escapes.</summary>
    public int NameStart { get; init; }

    /// <summary>Bytes of the name.</summary>
    public int NameLength { get; init; }

    /// <summary>Where its value starts.</summary>
    public int ValueStart { get; init; }

    /// <summary>Bytes of the value.</summary>
    public int ValueLength { get; init; }

    /// <summary>True for a value that is not stored yet: bare bytes. Default: false, the value is JSON as it is stored.</summary>
    public bool IsNew { get; init; }

    /// <summary>True for a new value that is a number or truth value of JSON. Default: false, text.</summary>
    public bool IsScalar { get; init; }

    /// <summary>True for a member that the object has no more. Default: false.</summary>
    public bool IsRemoved { get; set; }
}

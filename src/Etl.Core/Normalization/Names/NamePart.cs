namespace Etl.Core.Normalization.Names;

/// <summary>What a word of a full name is.</summary>
enum NamePart : byte
{
    /// <summary>Not told yet.</summary>
    Unknown,

    /// <summary>A title or form of address before the name.</summary>
    Prefix,

    /// <summary>The given name.</summary>
    First,

    /// <summary>A further given name, an initial or a patronymic.</summary>
    Middle,

    /// <summary>The family name.</summary>
    Last,

    /// <summary>Words of the family name that stand elsewhere and come before it: <c>Berg, Jan van der</c>.</summary>
    LastLead,

    /// <summary>A generation or degree behind the name.</summary>
    Suffix,

    /// <summary>A name in quotes or brackets.</summary>
    Nickname,
}

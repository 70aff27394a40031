namespace Etl.Core.Normalization.Names;

/// <summary>Which part of a name a field holds; it decides how the case of its words is repaired.</summary>
enum NameField : byte
{
    /// <summary>A given name, or a middle name.</summary>
    Given,

    /// <summary>A form of address or title.</summary>
    Prefix,

    /// <summary>The family name: it may begin with a particle.</summary>
    Last,

    /// <summary>A generation or degree.</summary>
    Suffix,

    /// <summary>The whole name.</summary>
    Full,

    /// <summary>A nickname, which may be written in any way on purpose.</summary>
    Nickname,
}

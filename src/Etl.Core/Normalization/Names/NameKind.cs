namespace Etl.Core.Normalization.Names;

/// <summary>What a full name is the name of.</summary>
enum NameKind
{
    /// <summary>It cannot be told, and the name stays whole.</summary>
    Unknown,

    /// <summary>A person whose parts are told.</summary>
    Person,

    /// <summary>An organization.</summary>
    Organization,

    /// <summary>Perhaps more than one person, and the name stays whole.</summary>
    Several,
}

namespace Etl.Core.Normalization.Names;

/// <summary>What the country of a record says about the names of people there.</summary>
[Flags]
enum NameCustoms : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The family name may come first, as in Hungary.</summary>
    Hungarian = 1 << 0,

    /// <summary><c>M.</c> is Monsieur.</summary>
    French = 1 << 1,

    /// <summary><c>D.</c> is Don.</summary>
    Spanish = 1 << 2,

    /// <summary><c>Junior</c> is a part of the family name.</summary>
    Portuguese = 1 << 3,

    /// <summary>The family name comes first, or last for others.</summary>
    Japanese = 1 << 4,

    /// <summary>The same, and a given name may be written as two syllables.</summary>
    Korean = 1 << 5,

    /// <summary>The same, and the given name is the last of several words.</summary>
    Vietnamese = 1 << 6,

    /// <summary><c>PT</c> in front is a legal form.</summary>
    Indonesian = 1 << 7,

    /// <summary><c>Bey</c> and <c>Hanım</c> behind a name are forms of address.</summary>
    Turkish = 1 << 8,

    /// <summary><c>RA</c> is Rechtsanwalt.</summary>
    German = 1 << 9,

    /// <summary>No given name ends as family names do.</summary>
    Polish = 1 << 10,

    /// <summary>People have two family names, the father's and the mother's, and a given name is hardly written with a hyphen.</summary>
    TwoSurnames = 1 << 11,

    /// <summary>The family name of Chinese people comes first, or last for others; that of others is last.</summary>
    Chinese = 1 << 12,
}

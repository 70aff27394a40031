namespace Etl.Core.Normalization.Names;

/// <summary>What a word may be in a name, as <c>words.txt</c> has it. A word may be several of them.</summary>
[Flags]
enum NameClass : uint
{
    /// <summary>A word that is in no list.</summary>
    None = 0,

    /// <summary>A form of address or title: <c>Dr</c>.</summary>
    Prefix = 1 << 0,

    /// <summary>A prefix or household with a dot only, because it is a name without: <c>Gen.</c>.</summary>
    Dotted = 1 << 1,

    /// <summary>A military rank that stands beside another: <c>Lt Col</c>.</summary>
    Rank = 1 << 2,

    /// <summary>What goes on behind a title: <c>Dr. rer. nat.</c>.</summary>
    TitleTail = 1 << 3,

    /// <summary>A generation or degree that is no name.</summary>
    Suffix = 1 << 4,

    /// <summary>A degree by its capitals or dots.</summary>
    Degree = 1 << 5,

    /// <summary>A degree behind a comma only.</summary>
    CommaDegree = 1 << 6,

    /// <summary>A word that joins the family name behind it: <c>Van</c>.</summary>
    Particle = 1 << 7,

    /// <summary>A particle that is written small.</summary>
    LowerParticle = 1 << 8,

    /// <summary>A particle that is no given name.</summary>
    FamilyParticle = 1 << 9,

    /// <summary>What stands between two people.</summary>
    And = 1 << 10,

    /// <summary>Several people: <c>Familie</c>.</summary>
    Household = 1 << 11,

    /// <summary>What is said in brackets and is no nickname: <c>work</c>.</summary>
    Remark = 1 << 12,

    /// <summary>A word that is no given name without the word behind it: <c>Abdul</c>.</summary>
    Binding = 1 << 13,

    /// <summary>A given name that others follow with a particle: <c>María del Carmen</c>.</summary>
    Maria = 1 << 14,

    /// <summary>What follows it.</summary>
    Devotion = 1 << 15,

    /// <summary>A given name that hardly is a family name.</summary>
    Given = 1 << 16,

    /// <summary>A family name with a capital behind Mac.</summary>
    MacName = 1 << 17,

    /// <summary>A legal form or word of an organization.</summary>
    Organization = 1 << 18,

    /// <summary>The same as the last word only.</summary>
    OrganizationEnd = 1 << 19,

    /// <summary>The same in front of <c>of</c>.</summary>
    OrganizationOf = 1 << 20,

    /// <summary>A Chinese or Korean surname of two characters.</summary>
    EastAsianCompound = 1 << 21,

    /// <summary>A Chinese or Korean surname of one character.</summary>
    EastAsianSurname = 1 << 22,

    /// <summary>A Japanese surname.</summary>
    JapaneseSurname = 1 << 23,

    /// <summary>A Korean surname in Latin letters.</summary>
    KoreanLatinSurname = 1 << 24,

    /// <summary>A Chinese surname in Latin letters.</summary>
    PinyinSurname = 1 << 25,

    /// <summary>A Vietnamese surname.</summary>
    VietnameseSurname = 1 << 26,

    /// <summary>A Hungarian surname.</summary>
    HungarianSurname = 1 << 27,

    /// <summary>A Hungarian given name.</summary>
    HungarianGiven = 1 << 28,

    /// <summary>A Spanish or Portuguese surname.</summary>
    SpanishSurname = 1 << 29,

    /// <summary>What somebody does, or where in a company: no given name. <c>Smith, CEO</c>.</summary>
    Role = 1 << 30,

    /// <summary>A title that may stand behind a name, too: <c>Hans Meier, Dipl.-Ing.</c>.</summary>
    PostTitle = 1u << 31,
}

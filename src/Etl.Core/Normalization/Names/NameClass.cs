namespace Etl.Core.Normalization.Names;

/// <summary>What a word may be in a name, as <c>words.txt</c> has it. A word may be several of them.</summary>
[Flags]
enum NameClass : ulong
{
    /// <summary>A word that is in no list.</summary>
    None = 0,

    /// <summary>A form of address or title: <c>Dr</c>.</summary>
    Prefix = 1UL << 0,

    /// <summary>A prefix or a word of an organization with a dot only, because it is a name without: <c>Gen.</c>.</summary>
    Dotted = 1UL << 1,

    /// <summary>A military rank that stands beside another: <c>Lt Col</c>.</summary>
    Rank = 1UL << 2,

    /// <summary>What goes on behind a title: <c>Dr. rer. nat.</c>.</summary>
    TitleTail = 1UL << 3,

    /// <summary>A generation or degree that is no name.</summary>
    Suffix = 1UL << 4,

    /// <summary>A degree by its capitals or dots.</summary>
    Degree = 1UL << 5,

    /// <summary>A degree behind a comma only.</summary>
    CommaDegree = 1UL << 6,

    /// <summary>A word that joins the family name behind it: <c>Van</c>.</summary>
    Particle = 1UL << 7,

    /// <summary>A particle that is written small.</summary>
    LowerParticle = 1UL << 8,

    /// <summary>A particle that is no given name.</summary>
    FamilyParticle = 1UL << 9,

    /// <summary>What stands between two people.</summary>
    And = 1UL << 10,

    /// <summary>Several people: <c>Familie</c>.</summary>
    Household = 1UL << 11,

    /// <summary>What is said in brackets and is no nickname: <c>work</c>.</summary>
    Remark = 1UL << 12,

    /// <summary>A word that is no given name without the word behind it: <c>Abdul</c>.</summary>
    Binding = 1UL << 13,

    /// <summary>A given name that others follow with a particle: <c>María del Carmen</c>.</summary>
    Maria = 1UL << 14,

    /// <summary>What follows it.</summary>
    Devotion = 1UL << 15,

    /// <summary>A given name that hardly is a family name.</summary>
    Given = 1UL << 16,

    /// <summary>A family name with a capital behind Mac, which is hardly written without one.</summary>
    MacName = 1UL << 17,

    /// <summary>A legal form or word of an organization.</summary>
    Organization = 1UL << 18,

    /// <summary>The same as the last word only.</summary>
    OrganizationEnd = 1UL << 19,

    /// <summary>The same in front of <c>of</c>.</summary>
    OrganizationOf = 1UL << 20,

    /// <summary>A Chinese or Korean surname of two characters.</summary>
    EastAsianCompound = 1UL << 21,

    /// <summary>A Chinese or Korean surname of one character.</summary>
    EastAsianSurname = 1UL << 22,

    /// <summary>A Japanese surname.</summary>
    JapaneseSurname = 1UL << 23,

    /// <summary>A Korean surname in Latin letters.</summary>
    KoreanLatinSurname = 1UL << 24,

    /// <summary>A Chinese surname in Latin letters.</summary>
    PinyinSurname = 1UL << 25,

    /// <summary>A Vietnamese surname.</summary>
    VietnameseSurname = 1UL << 26,

    /// <summary>A Hungarian surname.</summary>
    HungarianSurname = 1UL << 27,

    /// <summary>A Hungarian given name.</summary>
    HungarianGiven = 1UL << 28,

    /// <summary>A Spanish or Portuguese surname.</summary>
    SpanishSurname = 1UL << 29,

    /// <summary>What somebody does, or where in a company: no given name. <c>Smith, CEO</c>.</summary>
    Role = 1UL << 30,

    /// <summary>A title that may stand behind a name, too: <c>Hans Meier, Dipl.-Ing.</c>.</summary>
    PostTitle = 1UL << 31,

    /// <summary>A frequent Turkish name with Ş and without another letter that tells the language: <c>Ayşe</c>.</summary>
    TurkishName = 1UL << 32,

    /// <summary>A title in capitals that stands before another title only: <c>PD Dr.</c>.</summary>
    TitleLead = 1UL << 33,

    /// <summary>A word behind a Portuguese family name that stays with it: <c>Silva Filho</c>.</summary>
    FamilyTail = 1UL << 34,

    /// <summary>A Japanese surname in Latin letters.</summary>
    JapaneseLatinSurname = 1UL << 35,

    /// <summary>A Japanese given name in Latin letters.</summary>
    JapaneseLatinGiven = 1UL << 36,

    /// <summary>A Vietnamese surname without the marks of the language.</summary>
    VietnameseLatinSurname = 1UL << 37,

    /// <summary>A Vietnamese surname that is no given name, with marks or without.</summary>
    VietnameseFamily = 1UL << 38,

    /// <summary>The same in front of <c>of</c>: <c>Estate of John Smith</c>.</summary>
    HouseholdOf = 1UL << 39,

    /// <summary>What says that no field holds the name: <c>née</c>, <c>Mobile</c>.</summary>
    Untold = 1UL << 40,

    /// <summary>A legal form behind a name, by its spelling: <c>e.K.</c>.</summary>
    OrganizationForm = 1UL << 41,

    /// <summary>A legal form in front of a name, by its spelling: <c>SCI</c>.</summary>
    OrganizationLead = 1UL << 42,

    /// <summary>A title in front of other words that is a name elsewhere: <c>Judge</c>.</summary>
    LooseTitle = 1UL << 43,

    /// <summary>A form of address behind a Turkish name: <c>Bey</c>.</summary>
    TurkishTitle = 1UL << 44,

    /// <summary>The younger or the elder, by a dot or a small letter: <c>jun.</c>, <c>fils</c>.</summary>
    Generation = 1UL << 45,

    /// <summary>A Czech, Slovak or Polish given name.</summary>
    SlavicGiven = 1UL << 46,

    /// <summary>A Turkish given name.</summary>
    TurkishGiven = 1UL << 47,

    /// <summary>A Turkish surname that is no given name.</summary>
    TurkishSurname = 1UL << 48,

    /// <summary>Son or daughter, behind the father's name: <c>Гейдар оглы</c>, <c>Heydər qızı</c>.</summary>
    ChildOf = 1UL << 49,

    /// <summary>A frequent German or Italian surname that is no given name anywhere.</summary>
    FamilyOnly = 1UL << 50,

    /// <summary>A frequent given name of these languages that is hardly a surname.</summary>
    GivenOnly = 1UL << 51,

    /// <summary>A Chinese surname in Latin letters as it is written outside of the mainland: <c>Tsai</c>, <c>Chan</c>, <c>Tan</c>.</summary>
    ChineseLatinSurname = 1UL << 52,

    /// <summary>A Chinese surname of two characters in Latin letters, which no given name is: <c>Ouyang</c>.</summary>
    ChineseLatinCompound = 1UL << 53,

    /// <summary>A given name as people are called by it: <c>Bill</c>.</summary>
    Nickname = 1UL << 54,

    /// <summary>What a relative is called in front of a given name: <c>Grandma</c>.</summary>
    Relation = 1UL << 55,
}

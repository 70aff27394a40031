using Etl.Datasets.Vocabulary;

namespace Etl.Datasets.Generation;

/// <summary>The facts about one person, all derived from the seed and the person's identity.</summary>
readonly struct Person
{
    public Person(ulong seed, long identity)
    {
        Identity = identity;
        var group = identity >> 4;
        // Exclusive or with a number per group deals the sixteen identities of a group out over the sixteen places.
        var place = Regions.Places[(int)(identity & 15) ^ new RowRandom(seed, group, RandomPurpose.Region).Below(16)];
        Region = place.Region;
        PhoneOrdinal = ((ulong)group * (ulong)place.Count + (ulong)place.Ordinal) * 2;

        var random = new RowRandom(seed, identity, RandomPurpose.Person);
        First = random.Below(Region.First.Length);
        Last = random.Below(Region.Last.Length);
        EmailDomain = random.Pick(Words.EmailDomains);
        EmailSeparator = random.Pick(Words.EmailSeparators);
        HasEmail = random.Chance(88);
        HasPhone = random.Chance(72);
        HasMobile = random.Chance(55);
        HasCompany = random.Chance(70);
        ShowsCountry = random.Chance(94);
        PhoneIsNational = random.Chance(70);
        MobileIsNational = random.Chance(60);
        Extension = random.Chance(3) ? 100 + random.Below(900) : 0;
        Remaining = random;
    }

    public long Identity { get; }

    public Region Region { get; }

    /// <summary>The number of the phone in the region's plan; the mobile is the next one.</summary>
    public ulong PhoneOrdinal { get; }

    public int First { get; }

    public int Last { get; }

    public byte[] EmailDomain { get; }

    public byte[] EmailSeparator { get; }

    public bool HasEmail { get; }

    public bool HasPhone { get; }

    public bool HasMobile { get; }

    public bool HasCompany { get; }

    /// <summary>Whether the country column is filled; without it a national number has no region.</summary>
    public bool ShowsCountry { get; }

    /// <summary>Whether the person writes the phone without calling code, where the region has such a custom.</summary>
    public bool PhoneIsNational { get; }

    public bool MobileIsNational { get; }

    /// <summary>The phone's extension; 0 for none.</summary>
    public int Extension { get; }

    /// <summary>Random numbers for the person's further facts (company, address).</summary>
    public RowRandom Remaining { get; }
}

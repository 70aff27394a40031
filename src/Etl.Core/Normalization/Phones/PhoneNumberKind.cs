namespace Etl.Core.Normalization.Phones;

/// <summary>What a phone number is assigned to, by its region's numbering plan.</summary>
public enum PhoneNumberKind
{
    /// <summary>The number is not valid, or its region is not known.</summary>
    Unknown = 0,

    /// <summary>A fixed line.</summary>
    FixedLine,

    /// <summary>A mobile phone.</summary>
    Mobile,

    /// <summary>Either: the plan does not tell them apart, as in North America.</summary>
    FixedLineOrMobile,

    /// <summary>Free for the caller.</summary>
    TollFree,

    /// <summary>Dearer than other calls.</summary>
    PremiumRate,

    /// <summary>The cost is shared by caller and owner.</summary>
    SharedCost,

    /// <summary>Voice over IP.</summary>
    Voip,

    /// <summary>A number that follows its owner to any line.</summary>
    Personal,

    /// <summary>A pager.</summary>
    Pager,

    /// <summary>One number for all of an organization's lines.</summary>
    UniversalAccess,

    /// <summary>A mailbox for voice messages.</summary>
    Voicemail,
}

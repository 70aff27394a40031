namespace Etl.Core.Normalization.Phones;

/// <summary>What the numbering plans say about a number; a greater one is better.</summary>
enum PhoneVerdict
{
    /// <summary>No number of the region has that many digits, or the calling code is assigned to nobody.</summary>
    Impossible = 0,

    /// <summary>The number does not say its region, and nothing else does.</summary>
    RegionUnknown,

    /// <summary>The number of digits is right, but the plan does not assign such numbers.</summary>
    Possible,

    /// <summary>A number of the plan.</summary>
    Valid,
}

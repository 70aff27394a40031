namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>How a number is read that starts with certain digits.</summary>
enum PhoneLeadKind : byte
{
    /// <summary>More than those digits decides that.</summary>
    Unclear = 0,

    /// <summary>As a national number.</summary>
    National,

    /// <summary>As a number with its calling code.</summary>
    Abroad,

    /// <summary>The same, when it is somebody's line then: <c>00</c> is no prefix in the region.</summary>
    LineAbroad,
}

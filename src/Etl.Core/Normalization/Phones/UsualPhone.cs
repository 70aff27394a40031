namespace Etl.Core.Normalization.Phones;

/// <summary>One number while <see cref="UsualPhones"/> reads it.</summary>
struct UsualPhone
{
    /// <summary>Its row in the run of rows.</summary>
    public byte Index;

    /// <summary>Number of its digits.</summary>
    public byte Count;

    /// <summary>True for a number that is a + and digits, so that nothing need be written.</summary>
    public bool IsWritten;

    /// <summary>True for one that may be a mobile number of Mexico as it was dialled once.</summary>
    public bool IsMobileOne;

    /// <summary>1 for a number with a + before its digits, else 0.</summary>
    public int HasPlus;

    /// <summary>Digits behind those that are walked; below 0 where there are too few.</summary>
    public int RestLength;
}

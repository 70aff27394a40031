namespace Etl.Core.KnownFormats.Arranging;

/// <summary>What a phone number is for, as far as it decides which field it goes to.</summary>
enum PhoneLabel
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>A mobile.</summary>
    Mobile,

    /// <summary>At home.</summary>
    Home,

    /// <summary>At work.</summary>
    Work,

    /// <summary>A fax.</summary>
    Fax,

    /// <summary>Something else that has a place among the fields.</summary>
    Other,

    /// <summary>A switchboard; it must not take the place of the person's own number.</summary>
    Main,

    /// <summary>In a car; the same.</summary>
    Car,

    /// <summary>Something else that must not take the place of the person's own number (an assistant).</summary>
    Further,

    /// <summary>A pager, which is no telephone.</summary>
    Pager,

    /// <summary>No telephone (a telex).</summary>
    Never,
}

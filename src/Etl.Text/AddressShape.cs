namespace Etl.Text;

/// <summary>What <see cref="AddressScan"/> saw in one look.</summary>
public enum AddressShape
{
    /// <summary>Not told by one look: too long, rare characters, or no address at all.</summary>
    Unknown = 0,

    /// <summary>An e-mail address in lower case.</summary>
    Lower,

    /// <summary>An e-mail address but for its capitals.</summary>
    Mixed,
}

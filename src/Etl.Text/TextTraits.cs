namespace Etl.Text;

/// <summary>What kinds of bytes a value holds; normalizers use it to leave clean values untouched.</summary>
[Flags]
public enum TextTraits
{
    /// <summary>The value is empty, or holds nothing but single inner spaces.</summary>
    None = 0,

    /// <summary>A byte of 0x80 or above: the value is not plain ASCII.</summary>
    NonAscii = 1,

    /// <summary>A byte below 0x20, or 0x7F.</summary>
    Control = 2,

    /// <summary>The first or the last byte is a space (0x20).</summary>
    EdgeSpace = 4,

    /// <summary>Two spaces in a row.</summary>
    SpaceRun = 8,

    /// <summary>A letter A to Z.</summary>
    Upper = 16,

    /// <summary>A letter a to z.</summary>
    Lower = 32,

    /// <summary>A digit 0 to 9.</summary>
    Digit = 64,

    /// <summary>Any other printable ASCII byte.</summary>
    Punctuation = 128,
}

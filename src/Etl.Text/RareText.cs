namespace Etl.Text;

/// <summary>What a text of many values may hold that few texts hold, so that whoever asks for one of these need not look at it again.</summary>
[Flags]
public enum RareText
{
    /// <summary>Surely nothing of it: the text is well-formed UTF-8.</summary>
    None = 0,

    /// <summary>Bytes that are no UTF-8.</summary>
    IllFormed = 1,

    /// <summary>UTF-8 that was read in another encoding, see <see cref="Mojibake.MayHold"/>.</summary>
    Misread = 2,

    /// <summary>Characters for private use, see <see cref="Text.PrivateUse"/>.</summary>
    PrivateUse = 4,

    /// <summary>Nothing is known.</summary>
    Any = IllFormed | Misread | PrivateUse,
}

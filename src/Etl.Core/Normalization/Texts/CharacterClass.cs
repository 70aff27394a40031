namespace Etl.Core.Normalization.Texts;

/// <summary>What a character is to the text rules.</summary>
enum CharacterClass : byte
{
    /// <summary>Shown, and in no need of composing wherever it stands among characters of its class.</summary>
    Plain,

    /// <summary>Shown, but composing (NFC) may change it or its neighbours.</summary>
    Composing,

    /// <summary>White space other than a line break.</summary>
    Space,

    /// <summary>LF, VT, FF, CR, NEL and the Unicode line and paragraph separators.</summary>
    LineBreak,

    /// <summary>A control character or a noncharacter that is not white space.</summary>
    Control,

    /// <summary>U+0000.</summary>
    Null,

    /// <summary>Zero-width space, byte order mark, word joiner, soft hyphen, direction mark.</summary>
    Invisible,

    /// <summary>ZWNJ and ZWJ, which carry meaning between some characters.</summary>
    Joiner,
}

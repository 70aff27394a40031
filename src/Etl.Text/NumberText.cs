namespace Etl.Text;

/// <summary>What stood between the digits that <see cref="Digits.CopyNumber"/> copied.</summary>
[Flags]
public enum NumberText : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A digit.</summary>
    Digit = 1,

    /// <summary>A space, a tab, or one of <c>- . ) [ ]</c>.</summary>
    Separator = 2,

    /// <summary>An opening parenthesis.</summary>
    Parenthesis = 4,

    /// <summary>Anything else.</summary>
    Other = 8,

    /// <summary>A slash.</summary>
    Slash = 16,
}

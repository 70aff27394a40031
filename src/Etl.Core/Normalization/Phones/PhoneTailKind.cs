namespace Etl.Core.Normalization.Phones;

/// <summary>What a short group behind the last slash is to the phone number before it (see <see cref="PhoneTail"/>).</summary>
enum PhoneTailKind
{
    /// <summary>There is no such group, or what stands before it is no number by itself.</summary>
    None,

    /// <summary>The whole is taken for one number, though the group may be an extension or a second number.</summary>
    Doubtful,

    /// <summary>A second number that was shortened, or an extension.</summary>
    Separate,
}

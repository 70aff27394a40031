namespace Etl.Core.Dedupe;

/// <summary>
/// One rule of the cascade: a list of alternatives, each a set of fields that must all have a value to make a key.
/// <c>email</c> has one alternative of one field; <c>phone</c> has two (phone, mobile) which share one key space, so that a
/// number matches whether it stands as phone or as mobile; <c>first_name+last_name+company</c> is one alternative of three.
/// </summary>
/// <param name="Name">As the user writes it.</param>
/// <param name="Alternatives">Field names; see above.</param>
public sealed record MatchRule(string Name, IReadOnlyList<IReadOnlyList<string>> Alternatives)
{
    /// <summary>
    /// True for <c>email:gmail</c>: dots and the tag behind + of Gmail addresses do not count. Default: false. Such a key is not
    /// found by the stored value, so it is compared in memory only.
    /// </summary>
    public bool FoldsGmail { get; init; }

    /// <summary>The default cascade: e-mail, then phone or mobile when there is no e-mail.</summary>
    public static IReadOnlyList<MatchRule> Default { get; } =
    [
        new(
            "email",
            [
                ["email"],
            ]
        ),
        new(
            "phone",
            [
                ["phone"],
                ["mobile"],
            ]
        ),
    ];
}

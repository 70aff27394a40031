namespace Etl.Core.KnownFormats;

/// <summary>The files that Mailchimp makes of an audience: what its contacts consented to stands in the name.</summary>
public static class ConsentFiles
{
    /// <summary>What the name of a file begins with, and the consent of its contacts.</summary>
    internal static readonly string[] States = ["subscribed", "unsubscribed", "cleaned"];

    /// <summary>What the name of the file begins with whose contacts consented to nothing.</summary>
    public const string None = "nonsubscribed";

    /// <summary>True for a file that is called as Mailchimp calls those of an audience: <c>subscribed_members_export_1a2b.csv</c>.</summary>
    /// <param name="file">Name or path of the file; null when it has none.</param>
    internal static bool IsNamed(string? file) =>
        file?.Split('/', '\\')[^1] is { } name
        && States.Append(None).Any(state => name.StartsWith(state + "_", StringComparison.OrdinalIgnoreCase));

    /// <summary>The beginning of the name of the file that a contact belongs to.</summary>
    public static string Of(ReadOnlySpan<byte> consent) =>
        consent.SequenceEqual("subscribed"u8) ? States[0]
        : consent.SequenceEqual("unsubscribed"u8) ? States[1]
        : consent.SequenceEqual("cleaned"u8) ? States[2]
        : None;
}

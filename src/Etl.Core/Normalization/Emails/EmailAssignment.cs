namespace Etl.Core.Normalization.Emails;

/// <summary>Says in words what is known about a cleaned e-mail address, for people who ask about one value.</summary>
public static class EmailAssignment
{
    /// <summary>What is known, for example <c>free mail</c> or <c>meant gmail.com?</c>; empty when nothing is.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> address)
    {
        var facts = new EmailFactFinder().Find(address);
        var words = new List<string>();
        if ((facts & EmailFacts.FreeMail) != 0)
        {
            words.Add("free mail");
        }
        if ((facts & EmailFacts.Role) != 0)
        {
            words.Add("a task's mailbox");
        }
        if ((facts & EmailFacts.Disposable) != 0)
        {
            words.Add("to be thrown away");
        }
        if ((facts & EmailFacts.DomainTypo) != 0)
        {
            words.Add($"meant {DomainSlips.Suggest(address[(address.LastIndexOf((byte)'@') + 1)..])}?");
        }
        return words;
    }
}

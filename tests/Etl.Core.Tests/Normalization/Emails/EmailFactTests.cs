using System.Text;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Emails;

namespace Etl.Core.Tests.Normalization.Emails;

public sealed class EmailFactTests
{
    /// <summary>Real domains that look like slips of well-known ones, and well-known ones.</summary>
    const string Real =
        "mail.com email.com ymail.com gmx.com gmx.net gmx.de gail.com aim.com aol.com me.com mac.com live.com live.co.uk msn.com hotmail.fr hotmail.co.uk "
        + "outlook.de yahoo.co.jp yahoo.co.in yahoo.in yahoo.ie rocketmail.com fastmail.com hushmail.com zoho.com proton.me pm.me inbox.com hey.com "
        + "google.com googlegroups.com microsoft.com apple.com amazon.com facebook.com twitter.com linkedin.com github.com gitlab.com adobe.com oracle.com "
        + "ibm.com intel.com cisco.com dell.com hp.com sap.com siemens.com bosch.com bmw.de vw.de basf.com bayer.com allianz.de post.de dhl.com ups.com "
        + "gmai.org gmbh.de gamil.org hot.com mailbox.org mail.de mail.ru e-mail.de hotmart.com hotels.com yahoo.net outlookindia.com cloud.com "
        + "icloud.org comcast.com verizon.com verizonwireless.com t-online.hu online.de orange.fr free.fr la-poste.fr laposte.fr libero.it tiscali.it "
        + "co.com com.com example.com example.org example.net example.co.uk company.co acme.cm shell.om university.edu navy.mil state.gov x.com y.com z.ai "
        + "mailchimp.com gmailify.com getmail.com hotmale.com yahooinc.com yahoosmallbusiness.com mmail.com tmail.com rmail.com vmail.com";

    [Theory]
    [InlineData("gmial.com", "gmail.com")]
    [InlineData("gamil.com", "gmail.com")]
    [InlineData("gmai.com", "gmail.com")]
    [InlineData("gmal.com", "gmail.com")]
    [InlineData("gmil.com", "gmail.com")]
    [InlineData("gmaill.com", "gmail.com")]
    [InlineData("ggmail.com", "gmail.com")]
    [InlineData("gnail.com", "gmail.com")]
    [InlineData("gmaul.com", "gmail.com")]
    [InlineData("gmail.con", "gmail.com")]
    [InlineData("gmail.co", "gmail.com")]
    [InlineData("gmail.cm", "gmail.com")]
    [InlineData("gmail.comm", "gmail.com")]
    [InlineData("gmailcom", "gmail.com")]
    [InlineData("gmail", "gmail.com")]
    [InlineData("hotmial.com", "hotmail.com")]
    [InlineData("hotmal.com", "hotmail.com")]
    [InlineData("hotamil.com", "hotmail.com")]
    [InlineData("hormail.com", "hotmail.com")]
    [InlineData("hotmal.fr", "hotmail.fr")]
    [InlineData("hotmial.co.uk", "hotmail.co.uk")]
    [InlineData("yaho.com", "yahoo.com")]
    [InlineData("yahooo.com", "yahoo.com")]
    [InlineData("yhaoo.com", "yahoo.com")]
    [InlineData("yahoo.cm", "yahoo.com")]
    [InlineData("outlok.com", "outlook.com")]
    [InlineData("outllok.com", "outlook.com")]
    [InlineData("iclould.com", null)]
    [InlineData("icoud.com", "icloud.com")]
    [InlineData("comast.net", "comcast.net")]
    [InlineData("t-onlin.de", "t-online.de")]
    [InlineData("acme.con", "acme.com")]
    [InlineData("acme.nett", "acme.net")]
    [InlineData("gmx.nett", "gmx.net")]
    public void Slips_are_recognised(string domain, string? meant) =>
        Assert.Equal(meant, DomainSlips.Suggest(Encoding.UTF8.GetBytes(domain)));

    [Fact]
    public void No_real_domain_is_a_slip()
    {
        var free = Encoding.UTF8.GetString(WordLists.Read("Emails.freemail.txt"));
        var disposable = Encoding.UTF8.GetString(WordLists.Read("Emails.disposable.txt"));
        var domains = string.Join('\n', free, disposable)
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Append(Real)
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.True(domains.Count > 500);
        Assert.DoesNotContain(domains, domain => DomainSlips.Suggest(Encoding.UTF8.GetBytes(domain)) is not null);
    }

    [Theory]
    [InlineData("info@example.com", EmailFactNames.Role)]
    [InlineData("Sales@example.com", EmailFactNames.Role)]
    [InlineData("no-reply@example.com", EmailFactNames.Role)]
    [InlineData("Info Desk <info@example.com>", EmailFactNames.Role)]
    [InlineData("ann@mailinator.com", EmailFactNames.Disposable)]
    [InlineData("ann@x.mailinator.com", EmailFactNames.Disposable)]
    [InlineData("ann@gmial.com", EmailFactNames.Typo)]
    [InlineData("info@gmail.con", EmailFactNames.Typo + " " + EmailFactNames.Role)]
    [InlineData("information.desk@example.com", "")]
    [InlineData("ann.info@example.com", "")]
    [InlineData("infos2@example.com", "")]
    [InlineData("anna@gmail.com", "")]
    public void What_is_worth_a_look_is_counted_and_the_address_is_kept(string value, string warnings)
    {
        var (cleaned, codes) = CleaningBench.Clean("email", value);
        var found = codes
            .Split(' ')
            .Where(code => code is EmailFactNames.Role or EmailFactNames.Disposable or EmailFactNames.Typo);
        Assert.Equal(warnings, string.Join(' ', found));
        Assert.NotEqual("", cleaned);
    }

    [Fact]
    public void Free_mail_is_a_fact_and_no_warning()
    {
        var finder = new EmailFactFinder();
        Assert.Equal(EmailFacts.FreeMail, finder.Find("ann@gmail.com"u8));
        Assert.Equal(EmailFacts.FreeMail, finder.Find("bob@gmail.com"u8)); // the second time out of its memory
        Assert.Equal(EmailFacts.None, finder.Find("ann@example.com"u8));
        Assert.Equal(EmailFacts.FreeMail | EmailFacts.Role, finder.Find("info@gmail.com"u8));
    }

    [Theory]
    [InlineData("info@gmail.com", "free mail, a task's mailbox")]
    [InlineData("ann@yopmail.com", "to be thrown away")]
    [InlineData("ann@gmial.com", "meant gmail.com?")]
    [InlineData("ann@example.com", "")]
    public void It_is_said_in_words(string address, string words) =>
        Assert.Equal(words, string.Join(", ", EmailAssignment.Of(Encoding.UTF8.GetBytes(address))));

    [Fact]
    public void The_lists_hold_what_their_readers_expect()
    {
        var roles = Encoding.UTF8.GetString(WordLists.Read("Emails.roles.txt"));
        var words = roles.Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ')).ToList();
        Assert.True(words.Max(word => word.Length) <= EmailWords.RoleLengthMax);
        foreach (var word in words.Where(word => word.Length > 0))
        {
            Assert.True(
                new EmailFactFinder().Find(Encoding.UTF8.GetBytes(word + "@example.com")) == EmailFacts.Role,
                word
            );
        }
    }

    static class EmailFactNames
    {
        public const string Role = "EMAIL_ROLE";
        public const string Disposable = "EMAIL_DISPOSABLE";
        public const string Typo = "EMAIL_DOMAIN_TYPO";
    }
}

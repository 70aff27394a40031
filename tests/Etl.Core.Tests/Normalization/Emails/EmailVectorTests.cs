using System.Text;
using System.Text.Json;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Emails;

namespace Etl.Core.Tests.Normalization.Emails;

/// <summary>
/// The two modes held against the diagnoses of Dominic Sayers' is_email (BSD): one address of our own for each, and with
/// <c>ETL_SHARED_DATA</c> naming a folder that holds <c>email/isemail.jsonl</c> all of its 443 vectors.
/// </summary>
public sealed class EmailVectorTests
{
    /// <summary>
    /// What contact mode takes beside VALID and DNSWARN: of the category RFC5321 all but quoted local parts, which are asked for by
    /// <c>--email-mode rfc</c>. Such domains are taken with a warning. One vector has a diagnosis of RFC5321 and the category DEPREC; the
    /// diagnosis counts.
    /// </summary>
    static readonly HashSet<string> unusual =
    [
        "ISEMAIL_RFC5321_TLD",
        "ISEMAIL_RFC5321_TLDNUMERIC",
        "ISEMAIL_RFC5321_ADDRESSLITERAL",
        "ISEMAIL_RFC5321_IPV6DEPRECATED",
    ];

    [Theory]
    [InlineData("ann@example.com", "Valid", true)] // VALID
    [InlineData("a!b#c%d/e=f@sub.example.co.uk", "Valid", true)] // VALID, DNSWARN
    [InlineData("ann@com", "Unusual", true)] // RFC5321_TLD
    [InlineData("ann@10.0.0.1", "Unusual", true)] // RFC5321_TLDNUMERIC
    [InlineData("ann@[10.0.0.1]", "Unusual", true)] // RFC5321_ADDRESSLITERAL
    [InlineData("ann@[IPv6:2001:db8::1]", "Unusual", true)]
    [InlineData("ann@[ipv6:::ffff:10.0.0.1]", "Unusual", true)]
    [InlineData("ann@[IPv6:1:2:3:4:5:6::8]", "Unusual", true)] // RFC5321_IPV6DEPRECATED
    [InlineData("\"ann lee\"@example.com", "Syntax", true)] // RFC5321_QUOTEDSTRING
    [InlineData("\"a\\\"b\"@example.com", "Syntax", true)]
    [InlineData("ann@[10.0.0.256]", "Syntax", true)] // RFC5322_DOMAINLITERAL
    [InlineData("ann@[a b]", "Syntax", true)]
    [InlineData("ann@[a\\]b]", "Syntax", true)] // RFC5322_DOMLIT_OBSDTEXT
    [InlineData("ann@[IPv6:1:2:3]", "Syntax", true)] // RFC5322_IPV6_GRPCOUNT
    [InlineData("ann@[IPv6:1::2::3]", "Syntax", true)] // RFC5322_IPV6_2X2XCOLON
    [InlineData("ann@[IPv6::1:2:3:4:5:6:7]", "Syntax", true)] // RFC5322_IPV6_COLONSTRT
    [InlineData("ann@[IPv6:1::2:]", "Syntax", true)] // RFC5322_IPV6_COLONEND
    [InlineData("ann@[IPv6:1::g]", "Syntax", true)] // RFC5322_IPV6_BADCHAR
    [InlineData("ann@[IPv6:1:2:3:4::5:6:7:8]", "Syntax", true)] // RFC5322_IPV6_MAXGRPS
    [InlineData("ann@a/b.com", "Syntax", true)] // RFC5322_DOMAIN
    [InlineData(" ann@example.com", "Syntax", true)] // CFWS_FWS
    [InlineData("ann(a (nested) comment)@example.com", "Syntax", true)] // CFWS_COMMENT
    [InlineData("\"ann\".lee@example.com", "Syntax", true)] // DEPREC_LOCALPART
    [InlineData("ann . lee@example.com", "Syntax", true)] // DEPREC_FWS
    [InlineData("ann @ example.com", "Syntax", true)] // DEPREC_CFWS_NEAR_AT
    [InlineData("ann@example.(c)com", "Syntax", true)] // DEPREC_COMMENT
    [InlineData("\"\u0007\"@example.com", "Syntax", true)] // DEPREC_QTEXT
    [InlineData("(\u0007)ann@example.com", "Syntax", true)] // DEPREC_CTEXT
    [InlineData("\"\\\u0007\"@example.com", "Syntax", true)] // DEPREC_QP
    [InlineData("ann", "Syntax", false)] // ERR_NODOMAIN
    [InlineData("@example.com", "Syntax", false)] // ERR_NOLOCALPART
    [InlineData("a..n@example.com", "Syntax", false)] // ERR_CONSECUTIVEDOTS
    [InlineData(".ann@example.com", "Syntax", false)] // ERR_DOT_START
    [InlineData("ann.@example.com", "Syntax", false)] // ERR_DOT_END
    [InlineData("ann@-example.com", "Syntax", false)] // ERR_DOMAINHYPHENSTART
    [InlineData("ann@example-.com", "Syntax", false)] // ERR_DOMAINHYPHENEND
    [InlineData("a b@example.com", "Syntax", false)] // ERR_ATEXT_AFTER_CFWS
    [InlineData("\"ann\"b@example.com", "Syntax", false)] // ERR_ATEXT_AFTER_QS
    [InlineData("ann@[10.0.0.1]x", "Syntax", false)] // ERR_ATEXT_AFTER_DOMLIT
    [InlineData("\"ann@example.com", "Syntax", false)] // ERR_UNCLOSEDQUOTEDSTR
    [InlineData("(ann@example.com", "Syntax", false)] // ERR_UNCLOSEDCOMMENT
    [InlineData("ann@[10.0.0.1", "Syntax", false)] // ERR_UNCLOSEDDOMLIT
    [InlineData("ann@[10[1]", "Syntax", false)] // ERR_EXPECTING_DTEXT
    [InlineData("\"ann\\\"@example.com", "Syntax", false)] // ERR_BACKSLASHEND
    [InlineData("ann@exämple.com", "Valid", false)] // ERR_EXPECTING_ATEXT of RFC 5322; RFC 6531 takes it
    [InlineData("\"\\é\"@example.com", "Syntax", false)] // ERR_EXPECTING_QPAIR
    [InlineData("\"a\0b\"@example.com", "Syntax", false)] // ERR_EXPECTING_QTEXT
    [InlineData("(a\0b)ann@example.com", "Syntax", false)] // ERR_EXPECTING_CTEXT
    [InlineData("ann@example.com\r", "Syntax", false)] // ERR_CR_NO_LF
    [InlineData("ann@example.com\r\n", "Syntax", false)] // ERR_FWS_CRLF_END
    [InlineData("\r\n\r\n ann@example.com", "Syntax", false)] // ERR_FWS_CRLF_X2
    public void Each_diagnosis_has_its_rule(string address, string verdict, bool isGrammatical)
    {
        var value = Encoding.UTF8.GetBytes(address);
        Assert.Equal(verdict, EmailSyntax.Check(Lower(value)).ToString());
        Assert.Equal(isGrammatical, EmailGrammar.IsAddress(value));
    }

    [Fact]
    public void All_vectors_of_is_email_are_judged_as_their_category_says()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("ETL_SHARED_DATA") ?? "", "email", "isemail.jsonl");
        Assert.SkipUnless(File.Exists(path), "ETL_SHARED_DATA names no folder with email/isemail.jsonl.");
        var count = 0;
        foreach (var line in File.ReadLines(path))
        {
            using var vector = JsonDocument.Parse(line);
            var category = vector.RootElement.GetProperty("category").GetString()!;
            var diagnosis = vector.RootElement.GetProperty("diagnosis").GetString()!;
            var address = Controls(vector.RootElement.GetProperty("address").GetString()!);
            var value = Encoding.UTF8.GetBytes(address);
            var isContact = category is "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN" || unusual.Contains(diagnosis);
            var place = $"{diagnosis} '{address}'";
            Assert.Equal((place, isContact), (place, EmailSyntax.Check(Lower(value)) <= EmailVerdict.Unusual));
            Assert.Equal((place, category != "ISEMAIL_ERR"), (place, EmailGrammar.IsAddress(value)));
            count++;
        }
        Assert.Equal(443, count);
    }

    [Theory]
    [InlineData("\"Ann Lee\"@Example.com", "\"ann lee\"@example.com", "EMAIL_LOWERCASED")]
    [InlineData("\"a  b\"@example.com", "\"a  b\"@example.com", "")]
    [InlineData("ann@example.com (Ann's own)", "ann@example.com (ann's own)", "EMAIL_LOWERCASED")]
    [InlineData("Ann Lee <ann@example.com>", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("ann@[10.0.0.1]", "ann@[10.0.0.1]", "EMAIL_DOMAIN_UNUSUAL")]
    [InlineData("ann@exämple.com", "ann@exämple.com", "")]
    [InlineData("ann@@example.com", "", "EMAIL_SYNTAX")]
    public void The_standard_s_mode_keeps_what_it_takes_as_written(string value, string cleaned, string codes) =>
        CleaningBench.Expect("email", value, cleaned, codes, new NormalizationOptions { EmailMode = EmailMode.Rfc });

    [Theory]
    [InlineData("ann@example")]
    [InlineData("ann@10.0.0.1")]
    [InlineData("<ann@[10.0.0.1]>")]
    [InlineData("ANN@[IPv6:::1]")]
    public void Unusual_domains_are_kept_with_a_warning(string value)
    {
        var (cleaned, codes) = CleaningBench.Clean("email", value);
        Assert.NotEqual("", cleaned);
        Assert.Contains("EMAIL_DOMAIN_UNUSUAL", codes, StringComparison.Ordinal);
        CleaningBench.Expect("email", cleaned, cleaned, "EMAIL_DOMAIN_UNUSUAL");
    }

    static byte[] Lower(byte[] value) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value).ToLowerInvariant());

    // The vectors write controls as the pictures of U+2400 and on.
    static string Controls(string text) =>
        string.Concat(
            text.Select(letter =>
                letter is >= '\u2400' and <= '\u241F' ? (char)(letter - '\u2400')
                : letter == '\u2421' ? '\u007F'
                : letter
            )
        );
}

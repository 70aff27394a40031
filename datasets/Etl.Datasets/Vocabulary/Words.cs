using System.Text;

namespace Etl.Datasets.Vocabulary;

/// <summary>Words that do not depend on the country.</summary>
static class Words
{
    /// <summary>Names that the standards reserve for examples, so that no mail can reach anybody.</summary>
    public static readonly byte[][] EmailDomains = Split(
        "example.com|example.com|example.com|example.org|example.net|mail.example.com|corp.example.org|my-post.example.net"
    );

    public static readonly byte[][] EmailSeparators = Split(".|_||-|.");

    public static readonly byte[][] Companies = Split(
        "Acme Corporation|Globex|Initech LLC|Smith, Jones & Co.|Umbrella Corp|Stark Industries|Wayne Enterprises|Hooli|"
            + "Müller & Söhne GmbH|The \"Best\" Bakery|Société Générale de Pâtisserie|北京科技有限公司|株式会社サンプル|"
            + "ООО «Ромашка»|Vandelay Industries, Inc.|Soylent|Tyrell Corp.|Dunder Mifflin|Pied Piper|삼성상사|"
            + "Contoso, Ltd.|Fabrikam|Northwind Traders|A.B.C. Consulting|Wonka's Sweets|Great Lakes Freight"
    );

    public static readonly byte[][] JobTitles = Split(
        "Engineer|Senior Engineer|Sales Manager|CEO|CTO|Accountant|Nurse|Teacher|VP, Sales|Head of Marketing|Buyer|"
            + "Assistant to the Regional Manager|Developer|Analyst|Consultant|Geschäftsführer|工程师|営業部長|Directrice|Owner"
    );

    public static readonly byte[][] Streets = Split(
        "Main St|Oak Avenue|Maple Drive|2nd Street|Hauptstraße|rue de la Paix|Park Lane|Cedar Ct|Elm Street|High Street|"
            + "Station Road|Lindenweg|Broadway|Sunset Blvd|Church Road"
    );

    public static readonly byte[][] Notes = Split(
        "met at the trade fair|call back in spring|prefers e-mail|newsletter|VIP|imported from the old CRM|do not call|"
            + "speaks French, German|said \"maybe next year\"|interested in the premium plan|Kunde seit 2011|"
            + "no longer at the company; ask for a successor|重要客户|budget 10,000|moved\nnew address follows|"
            + "line one\nline two, with a comma\nline \"three\"|asked for the 27\" monitor|O'Reilly's cousin|=not a formula"
    );

    public static readonly byte[][] BadEmails = Split(
        "not an e-mail|anna.example.com|bob@|@example.com|two@at@example.com"
    );

    /// <summary>
    /// Opening quotes that nothing closes: text behind the closing quote, or no closing quote at all. In the second case the
    /// next quote of the file decides, and it always opens a field whose first byte is neither delimiter nor blank.
    /// </summary>
    public static readonly byte[][] StrayQuotes = Split(
        "\"Acme\" Corporation|\"Globex Inc|\"Big Jim\"s Diner|\"Initech"
    );

    /// <summary>A byte that UTF-8 never uses, a lead byte without its trail, an overlong form, a surrogate.</summary>
    public static readonly byte[][] InvalidUtf8 =
    [
        [0xFF],
        [0xC3, (byte)'('],
        [0xE2, 0x82],
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
    ];

    static byte[][] Split(string list) => [.. list.Split('|').Select(Encoding.UTF8.GetBytes)];
}

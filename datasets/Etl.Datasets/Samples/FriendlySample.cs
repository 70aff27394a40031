using System.Text;

namespace Etl.Datasets.Samples;

/// <summary>The sample of the main README: twenty-one people as an office would keep them.</summary>
static class FriendlySample
{
    public static Sample Contacts { get; } =
        new(
            "contacts.csv",
            "",
            21,
            "What an ordinary list looks like: noise, three repeats, one broken row.",
            "17 inserted, 3 duplicates (records 6 and 13 by e-mail, 16 by phone), 1 rejected `ENC_INVALID_BYTE`.",
            [.. Encoding.UTF8.GetBytes(Before), 0xFF, .. Encoding.UTF8.GetBytes(After)]
        );

    const string Before = """
        External ID,First Name,Last Name,Email,Phone,Company,Job Title,City,Country,Notes
        1001,Ada,Lovelace,ada@example.com,+44 7400 123456,Analytical Engines Ltd,Analyst,London,United Kingdom,
        1002,Grace,Hopper,GRACE.HOPPER@EXAMPLE.COM,(212) 555-0101,"Smith, Jones & Co.",Rear Admiral,New York,USA,
        1003,José,García,jose.garcia@example.org,+34 612 345 678,,Teacher,Sevilla,Spain,prefers e-mail
        1004, 王 ,伟,wang.wei@example.com,+86 138 0013 8000,北京科技有限公司,工程师,北京,China,
        1005,Zoë,Weiß,zoe@example.org,0049 151 23456789,Müller & Söhne GmbH,,Köln,Germany,"met at the trade fair
        call back in spring"
        1006,Ada,Lovelace,  ADA@example.com ,,Analytical Engines,,,GB,the same as 1001
        1007,Дмитрий,Иванов,dmitry@example.net,+7 912 345-67-89,ООО «Ромашка»,,Москва,Russia,
        1008,Ελένη,Παπαδοπούλου,eleni@example.com,+30 694 123 4567,,,Αθήνα,Greece,
        1009,さくら,田中,sakura@example.com,+81 90-1234-5678,株式会社サンプル,営業,東京,Japan,
        1010,Bob,O'Neil,bob@example.com,212.555.0102 x42,"The ""Best"" Bakery",Baker,Boise,us,
        1011,Chloé,Côté,mailto:chloe@example.com,1-514-555-0103,,,Montréal,Canada,
        1012,محمد,حسن,mohamed@example.com,+20 10 1234 5678,,,القاهرة,Egypt,
        1013,Grace,Hopper,grace.hopper@example.com,212-555-0101,,,,,the same as 1002
        1014,Priya,शर्मा,priya@example.com,+91 98 7654 3210,,Engineer,Mumbai,India,
        1015,Liam,Tremblay,,+1 514 555 0104,,,Québec,Canada,no e-mail
        1016,L.,Tremblay,,(514) 555-0104,,,,CA,the same as 1015
        1017,민준,김,minjun@example.com,+82 10-2345-6789,,,서울,South Korea,
        1018,Ann,Noone,not an e-mail,+1 303 555 0105,,,Denver,US,the e-mail is dropped with a warning
        1019,,,info@example.org,,Hooli,,,,a company without a person
        1020,Ren
        """;

    const string After = """
        e,Broken,rene@example.com,,,,,,one byte of the name is damaged
        1021,Ivy,Last,ivy@example.com,+1 617 555 0106,Contoso,CEO,Boston,United States,

        """;
}

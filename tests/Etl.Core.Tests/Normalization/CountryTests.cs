using System.Text;

namespace Etl.Core.Tests.Normalization;

public sealed class CountryTests
{
    const string knownNames = """
        DE: Deutschland|Allemagne|Alemania|Germania|Alemanha|Германия|德国|德國|ドイツ|독일
        DE: Bundesrepublik Deutschland|BRD
        AT: Österreich|Oesterreich|Autriche
        CH: Schweiz|Suisse|Svizzera|Svizra|瑞士|スイス|Швейцария
        FR: Frankreich|Francia|França|法国|フランス|Франция|프랑스|République française
        ES: España|Espagne|Spanien|Spagna|Espanha|西班牙|スペイン|Испания
        IT: Italia|Italie|Italien|Itália|意大利|イタリア|Италия
        BR: Brasil|Brasilien|Brésil|巴西|ブラジル|Бразилия
        CN: 中国|中國|中华人民共和国|PR China|P.R. China|Chine|Cina|Китай|중국|Volksrepublik China|中国大陆
        HK: 香港|Hongkong|中国香港
        MO: 澳门
        TW: 台湾|臺灣|Taiwan, R.O.C.
        JP: 日本|Japon|Giappone|Japón|Япония|일본|日本国|Nippon
        KR: 대한민국|한국|Südkorea|Corée du Sud|Corea del Sur|韩国|韓国|ROK|Korea (Rep.)
        GB: United Kingdom|Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Großbritannien
        GB: Grande-Bretagne|Inglaterra|Schottland|Великобритания|英国|イギリス|영국|Gt. Britain
        US: États-Unis|Etats Unis|Estados Unidos|EE. UU.|EE.UU.|Vereinigte Staaten|Stati Uniti|США|美国
        US: アメリカ合衆国|미국|USofA|u.s.|The United States of America
        RU: Россия|Российская Федерация|РФ|Russland|Rusia|俄罗斯|ロシア
        IN: भारत|Indien|Inde|印度|インド|Индия|இந்தியா
        NL: Nederland|Niederlande|Pays-Bas|Países Bajos|荷兰|オランダ
        BE: België|Belgique|Belgien
        PL: Polska|Pologne|Polen
        CZ: Česko|Česká republika|Tschechien
        HU: Magyarország|Ungarn
        SE: Sverige|Schweden|Suède
        NO: Norge|Noreg|Norwegen
        DK: Danmark
        FI: Suomi|Finnland
        IS: Ísland
        IE: Éire|Irland|Irlande
        TR: Türkiye|TÜRKİYE|Türkei|土耳其
        GR: Ελλάδα|Griechenland|Grèce
        BG: България
        UA: Україна
        HR: Hrvatska
        SI: Slovenija
        SK: Slovensko
        RS: Srbija|Србија
        RO: România
        LT: Lietuva
        LV: Latvija
        EE: Eesti
        BY: Беларусь|Weißrussland
        GE: საქართველო
        AM: Հայաստան
        AZ: Azərbaycan
        KZ: Қазақстан
        EG: مصر|Égypte
        SA: السعودية
        AE: الإمارات|U.A.E.
        IL: ישראל
        IR: ایران
        PK: پاکستان
        TH: ประเทศไทย
        VN: Việt Nam|越南
        ID: Indonesia
        PH: Pilipinas
        MY: Malaysia
        SG: 新加坡|Singapur
        MM: မြန်မာ
        KH: កម្ពុជា
        LA: ລາວ
        NP: नेपाल
        BD: বাংলাদেশ
        LK: ශ්‍රී ලංකාව
        MN: Монгол
        MX: México|Mejico|Mexiko
        PE: Perú
        AR: Argentinien
        ZA: Suid-Afrika|Südafrika
        CI: Elfenbeinküste
        MA: Maroc|Fas|المغرب
        DZ: Algérie
        NZ: Neuseeland|Nouvelle-Zélande|Aotearoa
        AU: Australien|澳大利亚|澳洲
        CA: 加拿大|Kanada|Canadá|CDN
        XK: Kosovo|Kosova|Kosowo|コソボ|科索沃|كوسوفو|Косово|Republic of Kosovo|xk|XKX|KOS|RKS
        AL: Shqipëria|Shqipëri
        UZ: O'zbekiston|Oʻzbekiston
        DE: D|GER|Deutschland (DE)|Germany/Deutschland|DE - Germany|DE-Germany|Germany, DE|Germany [D]|🇩🇪|🇩🇪 Germany
        CH: SUI|Schweiz/Suisse/Svizzera|CH: Schweiz
        NL: NED|NL, The Netherlands
        SA: Saudi Arabia (KSA)
        GB: ENG|Cymru
        CN: Çin
        CY: Κύπρος|ΚΥΠΡΟΣ
        GU: 괌
        MF: São Martinho
        US: S.U.A.
        """;

    [Theory]
    [InlineData("Georgia", "", "30301", "", "Georgia", "COUNTRY_IS_STATE")]
    [InlineData(" georgia ", "", "30301-1234", "", "georgia", "COUNTRY_IS_STATE TEXT_TRIMMED")]
    [InlineData("Georgia", "", "", "+1 404 555 0100", "Georgia", "COUNTRY_IS_STATE")]
    [InlineData("Georgia", "", "", "(404) 555-0100", "Georgia", "COUNTRY_IS_STATE")]
    [InlineData("Georgia", "", "0105", "", "GE", "COUNTRY_CODED")]
    [InlineData("Georgia", "", "", "+995 32 212 3456", "GE", "COUNTRY_CODED")]
    [InlineData("Georgia", "", "", "", "GE", "COUNTRY_CODED")]
    [InlineData("CA", "", "90210", "", "CA", "COUNTRY_IS_STATE")]
    [InlineData("CA", "", "K1A 0B1", "", "CA", "")]
    [InlineData("IN", "", "46204", "", "IN", "COUNTRY_IS_STATE")]
    [InlineData("IN", "", "462040", "", "IN", "")]
    [InlineData("DE", "", "19901", "", "DE", "")]
    [InlineData("DE", "Delaware", "19901", "", "DE", "COUNTRY_IS_STATE")]
    [InlineData("DE", "", "19801", "(302) 555-1234", "DE", "COUNTRY_IS_STATE")]
    [InlineData("DE", "", "19801", "+1 302 555 1234", "DE", "COUNTRY_IS_STATE")]
    [InlineData("DE", "", "19801", "0385 5451111", "DE", "")]
    [InlineData("DE", "", "19801", "3025551234", "DE", "")]
    [InlineData("DE", "Bayern", "80331", "", "DE", "")]
    [InlineData("VA", "", "20101", "", "VA", "")]
    [InlineData("VA", "VA", "20101", "", "VA", "COUNTRY_IS_STATE")]
    [InlineData("PA", "", "19103", "", "PA", "COUNTRY_IS_STATE")]
    [InlineData("PA", "", "0801", "", "PA", "")]
    [InlineData("PR", "", "00901", "", "PR", "")]
    public void A_state_of_the_United_States_is_no_country_where_the_record_says_so(
        string country,
        string state,
        string postal,
        string phone,
        string cleaned,
        string codes
    )
    {
        var batch = CleaningBench.Batch(
            ["country", "state", "postal_code", "phone"],
            [
                [.. new[] { country, state, postal, phone }.Select(Encoding.UTF8.GetBytes)],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal(cleaned, Encoding.UTF8.GetString(batch.Value(0, 0)));
        Assert.Equal(
            codes,
            string.Join(
                ' ',
                batch
                    .Counts.Entries.Where(entry => entry.Column == 0)
                    .Select(entry => entry.Code.Name)
                    .Order(StringComparer.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData("Georgia|30301|(404) 555-0100", "Georgia|30301|+14045550100")]
    [InlineData("GA|30301|(404) 555-0100", "GA|30301|+14045550100")]
    [InlineData("CO|80202|(303) 292-0199", "CO|80202|+13032920199")]
    [InlineData("DE|19801|(302) 555-1234", "DE|19801|+13025551234")]
    [InlineData("IN|46201-1234|317 292 0199", "IN|46201-1234|+13172920199")]
    [InlineData("ma|2134|617 292 0199", "ma|02134|+16172920199", "MA")]
    [InlineData("Colombia|80202|(303) 292-0199", "CO|080202|+573032920199")]
    [InlineData("CO|080202|(303) 292-0199", "CO|080202|+573032920199")]
    public void A_record_in_a_state_that_stands_for_its_country_is_read_as_one_of_the_United_States(
        string record,
        string cleaned,
        string state = ""
    )
    {
        var batch = CleaningBench.Batch(
            ["country", "postal_code", "phone", "state"],
            [
                [.. $"{record}|{state}".Split('|').Select(Encoding.UTF8.GetBytes)],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal(
            cleaned,
            string.Join('|', Enumerable.Range(0, 3).Select(column => Encoding.UTF8.GetString(batch.Value(0, column))))
        );
    }

    [Theory]
    [InlineData("US", "US", "")]
    [InlineData("us", "US", "COUNTRY_CODED")]
    [InlineData("USA", "US", "COUNTRY_CODED")]
    [InlineData(" U.S.A. ", "US", "COUNTRY_CODED")]
    [InlineData("united states of america", "US", "COUNTRY_CODED")]
    [InlineData("840", "US", "COUNTRY_CODED")]
    [InlineData("UK", "GB", "COUNTRY_CODED")]
    [InlineData("England", "GB", "COUNTRY_CODED")]
    [InlineData("Holland", "NL", "COUNTRY_CODED")]
    [InlineData("Côte d'Ivoire", "CI", "COUNTRY_CODED")]
    [InlineData("Cote d’Ivoire", "CI", "COUNTRY_CODED")]
    [InlineData("Korea, Republic of", "KR", "COUNTRY_CODED")]
    [InlineData("Congo", "Congo", "COUNTRY_UNKNOWN")]
    [InlineData("Congo-Brazzaville", "CG", "COUNTRY_CODED")]
    [InlineData("DR Congo", "CD", "COUNTRY_CODED")]
    [InlineData("Turkey", "TR", "COUNTRY_CODED")]
    [InlineData("TÜRKIYE", "TR", "COUNTRY_CODED")]
    [InlineData("C\u0327in", "CN", "COUNTRY_CODED TEXT_COMPOSED")]
    [InlineData("deu", "DE", "COUNTRY_CODED")]
    [InlineData("Korea (the Republic of)", "KR", "COUNTRY_CODED")]
    [InlineData("Korea (the Democratic People's Republic of)", "KP", "COUNTRY_CODED")]
    [InlineData("Congo (the Democratic Republic of the)", "CD", "COUNTRY_CODED")]
    [InlineData("Moldova (the Republic of)", "MD", "COUNTRY_CODED")]
    [InlineData("Russian Federation (the)", "RU", "COUNTRY_CODED")]
    [InlineData("United States of America (the)", "US", "COUNTRY_CODED")]
    [InlineData("United Kingdom of Great Britain and Northern Ireland (the)", "GB", "COUNTRY_CODED")]
    [InlineData("Falkland Islands (the) [Malvinas]", "FK", "COUNTRY_CODED")]
    [InlineData("Cocos (Keeling) Islands (the)", "CC", "COUNTRY_CODED")]
    [InlineData("Tanzania, the United Republic of", "TZ", "COUNTRY_CODED")]
    [InlineData("Netherlands, The", "NL", "COUNTRY_CODED")]
    [InlineData("Netherlands (Kingdom of the)", "NL", "COUNTRY_CODED")]
    [InlineData("Bolivia (Plurinational State of)", "BO", "COUNTRY_CODED")]
    [InlineData("Taiwan (Province of China)", "TW", "COUNTRY_CODED")]
    [InlineData("+49", "DE", "COUNTRY_CODED")]
    [InlineData(" +49 ", "DE", "COUNTRY_CODED")]
    [InlineData("+264", "NA", "COUNTRY_CODED")]
    [InlineData("+356", "MT", "COUNTRY_CODED")] // 356 is India's number in ISO 3166-1
    [InlineData("+840", "+840", "COUNTRY_UNKNOWN")] // and 840 that of the United States
    [InlineData("+1", "+1", "COUNTRY_UNKNOWN")]
    [InlineData("+44", "+44", "COUNTRY_UNKNOWN")]
    [InlineData("+7", "+7", "COUNTRY_UNKNOWN")]
    [InlineData("+800", "+800", "COUNTRY_UNKNOWN")]
    [InlineData("Germany (+49)", "DE", "COUNTRY_CODED")]
    [InlineData("Switzerland (+49)", "Switzerland (+49)", "COUNTRY_UNKNOWN")]
    [InlineData("+", "+", "COUNTRY_UNKNOWN")]
    [InlineData("Atlantis ", "Atlantis", "COUNTRY_UNKNOWN TEXT_TRIMMED")]
    [InlineData("N/A", "N/A", "COUNTRY_UNKNOWN")]
    [InlineData("n.a.", "n.a.", "COUNTRY_UNKNOWN")]
    [InlineData("NA", "NA", "")]
    [InlineData("XX", "XX", "COUNTRY_UNKNOWN")]
    [InlineData("#N/A", "", "EXCEL_ERROR_VALUE")]
    public void Countries_become_codes(string value, string cleaned, string codes) =>
        CleaningBench.Expect("country", value, cleaned, codes);

    [Fact]
    public void The_table_is_complete()
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToArray();
        var codes = letters.SelectMany(first => letters.Select(second => $"{first}{second}"));
        var count = codes.Count(code => CleaningBench.Clean("country", code) == (code, ""));
        const int kosovo = 1; // not of ISO 3166-1
        Assert.Equal(249 + kosovo, count);
    }

    [Fact]
    public void Names_in_many_languages_become_codes()
    {
        foreach (var line in knownNames.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var name in line[4..].Split('|'))
            {
                CleaningBench.Expect("country", name, line[..2], "COUNTRY_CODED");
            }
        }
    }

    [Theory]
    [InlineData("Kongo")]
    [InlineData("x")]
    [InlineData("Deutschlandd")]
    [InlineData("d")]
    [InlineData("Georgia (US)")]
    [InlineData("China (Hong Kong)")]
    [InlineData("Germany (West)")]
    [InlineData("A/A")]
    [InlineData("DE/DE")]
    [InlineData("🇩")]
    [InlineData("-")]
    public void What_is_no_country_or_could_be_two_stays(string value) =>
        CleaningBench.Expect("country", value, value, "COUNTRY_UNKNOWN");

    [Fact]
    public void Looking_names_up_allocates_nothing()
    {
        byte[][] names =
        [
            [.. "Germany"u8],
            [.. "Côte d’Ivoire"u8],
            [.. "ドイツ"u8],
            [.. "Atlantis"u8],
        ];
        for (var round = 0; round < 100; round++)
        {
            Look(names);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Look(names);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Look(byte[][] names)
        {
            foreach (var name in names)
            {
                Etl.Core.Normalization.Countries.CountryTable.Find(name);
            }
        }
    }
}

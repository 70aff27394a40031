using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Names;

namespace Etl.Core.Tests.Normalization.Names;

public sealed class ChineseOrderTests
{
    [Theory]
    [InlineData("Li Na", "CN", "|Na||Li")]
    [InlineData("Li Na", "China", "|Na||Li")]
    [InlineData("LI Na", "CN", "|Na||LI")]
    [InlineData("Na Li", "CN", "|Na||Li")]
    [InlineData("Zhang San", "CN", "|San||Zhang")]
    [InlineData("Wang Xiaoming", "CN", "|Xiaoming||Wang")]
    [InlineData("Xiaoming Wang", "CN", "|Xiaoming||Wang")]
    [InlineData("Ouyang Feng", "CN", "|Feng||Ouyang")]
    [InlineData("Feng Ouyang", "CN", "|Feng||Ouyang")]
    [InlineData("Huang Xiao Ming", "CN", "|Xiao Ming||Huang")]
    [InlineData("David Wang", "CN", "|David||Wang")]
    [InlineData("Wang David", "CN", "|David||Wang")]
    [InlineData("John Smith", "CN", "|John||Smith")]
    [InlineData("Dr. Li Na", "CN", "Dr.|Na||Li")]
    [InlineData("Tsai Ing-wen", "Taiwan", "|Ing-wen||Tsai")]
    [InlineData("Ing-wen Tsai", "TW", "|Ing-wen||Tsai")]
    [InlineData("Tan Ah Kow", "SG", "|Ah Kow||Tan")]
    [InlineData("Ah Kow Tan", "SG", "|Ah Kow||Tan")]
    [InlineData("Lee Hsien Loong", "Singapore", "|Hsien Loong||Lee")]
    [InlineData("Lee Kuan Yew", "SG", "|Kuan Yew||Lee")]
    [InlineData("Tan Wei Ming David", "SG", "|Wei Ming David||Tan")]
    [InlineData("Wong Ka Man Carmen", "HK", "|Ka Man Carmen||Wong")]
    [InlineData("Chan Tai Man Peter", "HK", "|Tai Man Peter||Chan")]
    [InlineData("Tan Wei Jie Benjamin", "SG", "|Wei Jie Benjamin||Tan")]
    [InlineData("Teo Siew Ling Mary", "MY", "|Siew Ling Mary||Teo")]
    [InlineData("Wong Mary Anne", "HK", "|Mary|Anne|Wong")]
    [InlineData("Au Yeung Wing", "HK", "|Wing||Au Yeung")]
    [InlineData("Au Yeung Ka Man Carmen", "HK", "|Ka Man Carmen||Au Yeung")]
    [InlineData("Peter Au Yeung", "HK", "|Peter||Au Yeung")]
    [InlineData("Ou Yang Xiaoming", "CN", "|Xiaoming||Ou Yang")]
    [InlineData("Si Tu Xiaoming", "CN", "|Xiaoming||Si Tu")]
    [InlineData("Sze To Wing", "HK", "|Wing||Sze To")]
    [InlineData("Xi Jinping", "CN", "|Jinping||Xi")]
    [InlineData("Ai Weiwei", "CN", "|Weiwei||Ai")]
    [InlineData("Bo Xilai", "CN", "|Xilai||Bo")]
    [InlineData("Qu Xiaoming", "CN", "|Xiaoming||Qu")]
    [InlineData("Dan Mahler", "CN", "|Dan||Mahler")]
    [InlineData("Tim Cook", "CN", "|Tim||Cook")]
    [InlineData("Chan Kwok Kin", "Hong Kong", "|Kwok Kin||Chan")]
    [InlineData("Au-Yeung Kwok", "HK", "|Kwok||Au-Yeung")]
    [InlineData("Lim Guan Eng", "Malaysia", "|Guan Eng||Lim")]
    [InlineData("Ahmad bin Abdullah", "MY", "|Ahmad||bin Abdullah")]
    [InlineData("Wan Azizah Wan Ismail", "MY", "|Wan|Azizah Wan|Ismail")]
    [InlineData("Wang Foobar", "MY", "|Foobar||Wang")]
    [InlineData("Rajesh Kumar", "SG", "|Rajesh||Kumar")]
    [InlineData("Li Na", "DE", "|Li||Na")]
    [InlineData("Huang Xiao Ming", "", "|Huang|Xiao|Ming")]
    public void The_family_name_of_chinese_people_is_told_by_surnames_and_syllables(
        string name,
        string country,
        string parts
    ) => Assert.Equal(parts, Split(name, country));

    [Theory]
    [InlineData("Liu Yang", "CN")]
    [InlineData("Wang Wei", "CN")]
    [InlineData("Wang Li", "CN")]
    [InlineData("Lee Smith", "SG")]
    [InlineData("Bo Smith", "SG")]
    [InlineData("Mo Yan", "CN")]
    [InlineData("Qu Guo Ming", "CN")]
    [InlineData("Qu Anna", "CN")]
    [InlineData("Kai Wade", "HK")]
    [InlineData("Huang Fu Ming", "CN")]
    [InlineData("Wei Ming Tan", "SG")]
    [InlineData("Jackie Chan Kong Sang", "HK")]
    [InlineData("Peter Chan Kong Sang", "HK")]
    [InlineData("Tan Sri Lim Goh Tong", "MY")]
    public void What_may_be_in_either_order_stays_whole(string name, string country) =>
        Assert.Equal("", Split(name, country));

    static string Split(string name, string country)
    {
        NamePart[] order = [NamePart.Prefix, NamePart.First, NamePart.Middle, NamePart.Last];
        var value = Encoding.UTF8.GetBytes(name);
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens)
        {
            Customs = NameCustomsTable.Of(CountryTable.Find(Encoding.UTF8.GetBytes(country)), []),
        };
        if (NameSplitter.Split(ref split) != NameKind.Person)
        {
            return "";
        }
        var parts = new List<string>();
        foreach (var part in order)
        {
            var room = new byte[value.Length];
            parts.Add(Encoding.UTF8.GetString(room.AsSpan(0, split.Write(part, room))));
        }
        return string.Join('|', parts);
    }
}

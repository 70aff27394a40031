using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Tests.Normalization.Places;

public sealed class EastAsianPlaceTests
{
    /// <summary>The postal codes of the provinces' capitals.</summary>
    const string Capitals =
        "BJ100000 TJ300000 HE050000 SX030000 NM010000 LN110000 JL130000 HL150000 SH200000 JS210000 ZJ310000 AH230000 FJ350000 JX330000 "
        + "SD250000 HA450000 HB430000 HN410000 GD510000 GX530000 HI570000 CQ400000 SC610000 GZ550000 YN650000 XZ850000 SN710000 "
        + "GS730000 QH810000 NX750000 XJ830000";

    [Fact]
    public void A_province_and_the_code_of_its_capital_prove_china()
    {
        foreach (var capital in Capitals.Split(' '))
        {
            Assert.Equal((capital, "CN"), (capital, CountryOf(capital[..2], capital[2..])));
        }
    }

    [Fact]
    public void A_province_and_the_code_of_another_ones_capital_prove_nothing()
    {
        var capitals = Capitals.Split(' ');
        foreach (var (capital, other) in capitals.Zip([.. capitals[1..], capitals[0]]))
        {
            Assert.Equal((capital, ""), (capital, CountryOf(capital[..2], other[2..])));
        }
    }

    static string CountryOf(string state, string code) =>
        Encoding.UTF8.GetString(
            EastAsianPlace.CountryOf(Encoding.UTF8.GetBytes(state), [], [], Encoding.UTF8.GetBytes(code))
        );
}

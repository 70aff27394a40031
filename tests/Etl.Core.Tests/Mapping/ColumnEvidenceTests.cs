using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class ColumnEvidenceTests
{
    [Theory]
    [InlineData("Acme Ltd")]
    [InlineData(" Acme ltd ")]
    [InlineData("Acme S.A.R.L.")]
    [InlineData("Acme Inc.,")]
    [InlineData("Acme (an Acme company)")]
    [InlineData("株式会社日立製作所")]
    [InlineData("北京网络有限公司")]
    [InlineData("Ромашка ООО")]
    public void The_name_of_a_company_is_told_by_its_end(string value) => Assert.Equal(1, Of(value).OrganizationCount);

    [Theory]
    [InlineData("Ltd")]
    [InlineData("Anna Brown")]
    [InlineData("Acme Ltdx")]
    [InlineData("公司王")]
    public void What_ends_like_no_company_is_none(string value) => Assert.Equal(0, Of(value).OrganizationCount);

    [Theory]
    [InlineData("5 May 2020")]
    [InlineData("12-MAR-20")]
    [InlineData("3.dezember.2020")]
    [InlineData("1 août 2021")]
    [InlineData("2020年5月1日")]
    [InlineData("1961-05-05")]
    public void A_date_may_name_its_month(string value) => Assert.Equal(1, Of(value).DateCount);

    [Theory]
    [InlineData("5 Main Street")]
    [InlineData("2nd floor 7")]
    [InlineData("Flat 12B, Oxford")]
    public void Words_with_digits_that_name_no_month_are_no_date(string value) => Assert.Equal(0, Of(value).DateCount);

    [Theory]
    [InlineData("n/a", 1, 0)]
    [InlineData(" N/A ", 1, 0)]
    [InlineData("In Progress ", 0, 1)]
    [InlineData("in progress soon", 0, 0)]
    public void Words_count_whatever_their_case_and_the_space_around(string value, int empty, int status)
    {
        var evidence = Of(value);

        Assert.Equal((empty, status), (evidence.EmptyCount, evidence.StatusCount));
    }

    static ColumnEvidence Of(string value)
    {
        var evidence = new ColumnEvidence();
        evidence.Add(value);
        return evidence;
    }
}

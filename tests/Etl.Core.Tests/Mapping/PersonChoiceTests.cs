using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class PersonChoiceTests
{
    [Theory]
    [InlineData("Billing First Name,Billing Email,Shipping First Name,Shipping Phone", "first_name,email,-,-")]
    [InlineData("Buyer Email,Buyer First Name,Attendee Email,Attendee First Name", "-,-,email,first_name")]
    [InlineData("Customer Email,Billing First Name,Billing Phone", "email,first_name,phone")]
    [InlineData("Email,Shipping Name,Shipping Phone", "email,full_name,phone")]
    public void One_person_of_a_row_is_chosen_whole(string headers, string fields) =>
        Assert.Equal(fields, Fields(HeaderMapper.Map(headers.Split(','), new MappingOptions())));

    [Fact]
    public void Columns_of_another_person_are_reported()
    {
        var mapping = HeaderMapper.Map(["Attendee Email", "Buyer Email"], new MappingOptions());
        var finding = Assert.Single(mapping.Findings);
        Assert.Equal((MappingFindingKind.Conflict, 1), (finding.Kind, finding.Column));
        Assert.Contains("--set \"Buyer Email=email\"", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_empty_give_way()
    {
        string[] headers = ["Billing Email", "Shipping Email"];
        var evidence = headers.Select(_ => new ColumnEvidence()).ToArray();
        evidence[0].Add("");
        evidence[1].Add("ann@example.com");
        Assert.Equal("-,email", Fields(HeaderMapper.Map(headers, new MappingOptions(), evidence)));
    }

    static string Fields(HeaderMapping mapping) =>
        string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"));
}

using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class PersonChoiceTests
{
    [Theory]
    [InlineData("Billing First Name,Billing Email,Shipping First Name,Shipping Phone", "first_name,email,-,-")]
    [InlineData("Buyer Email,Buyer First Name,Attendee Email,Attendee First Name", "-,-,email,first_name")]
    [InlineData("Customer Email,Billing First Name,Billing Phone", "-,first_name,phone")]
    [InlineData("Employee Name,Employee Email,Lead Name,Lead Email", "full_name,email,-,-")]
    [InlineData(
        "Billing Name,Billing Email,Billing Phone,Contact Name,Contact Email,Contact Phone",
        "-,-,-,full_name,email,phone"
    )]
    [InlineData(
        "Patient Name,Patient Phone,Subscriber Name,Subscriber Phone,Guest First Name",
        "full_name,phone,-,-,-"
    )]
    [InlineData("Customer Name,Contact Name,Email", "-,full_name,email")]
    [InlineData("Attendee,Attendee Email,Buyer,Buyer Email", "full_name,email,-,-")]
    [InlineData("Email,Shipping Name,Shipping Phone", "email,full_name,phone")]
    public void One_person_of_a_row_is_chosen_whole(string headers, string fields) =>
        Assert.Equal(fields, Fields(HeaderMapper.Map(headers.Split(','), new MappingOptions())));

    [Theory]
    [InlineData(
        "Guest First Name,Guest Last Name,Member First Name,Member Last Name,Member Email",
        "-,-,first_name,last_name,email"
    )]
    [InlineData("Lead Name,Contact Name,Contact Email", "-,full_name,email")]
    [InlineData("Attendee Name,Buyer Name,Buyer Phone,Email", "full_name,-,-,email")]
    public void Who_can_be_reached_is_the_contact(string headers, string fields) =>
        Assert.Equal(fields, Fields(HeaderMapper.Map(headers.Split(','), new MappingOptions())));

    [Theory]
    [InlineData("Guest Name,Contact Email,Contact No", "full_name,email,phone")]
    [InlineData("Student Name,Contact Phone,Contact City", "full_name,phone,city")]
    [InlineData("Guest Name,Guest Phone,Contact Name,Contact Email", "full_name,phone,-,-")]
    public void A_contact_without_a_name_is_how_to_reach_the_one_who_has_it(string headers, string fields) =>
        Assert.Equal(fields, Fields(HeaderMapper.Map(headers.Split(','), new MappingOptions())));

    [Theory]
    [InlineData(
        "Billing First Name,Billing Email,Billing Address 1,Billing City,Shipping First Name,Shipping Address 1,Shipping City",
        "first_name,email,street,city,-,-,-"
    )]
    [InlineData(
        "Email,Billing Name,Billing Street,Shipping Name,Shipping Street,Shipping City",
        "email,full_name,street,-,-,-"
    )]
    [InlineData("Attendee Name,Attendee Email,Billing Address,Billing City", "full_name,email,-,-")]
    [InlineData("Billing Name,Shipping Street,Shipping City", "full_name,-,-")]
    [InlineData("Billing Name,Billing City,Work Street,Work City", "full_name,city,-,-")]
    [InlineData("Attendee Name,Street,City", "full_name,street,city")]
    [InlineData("Customer Name,Billing Street,Billing City,Shipping Street", "full_name,street,city,-")]
    [InlineData("Name,Shipping Street,Shipping City", "full_name,street,city")]
    public void The_address_is_that_of_the_chosen_person(string headers, string fields) =>
        Assert.Equal(fields, Fields(HeaderMapper.Map(headers.Split(','), new MappingOptions())));

    [Fact]
    public void An_address_with_more_values_is_still_that_of_somebody_else()
    {
        string[] headers = ["Billing Name", "Billing Street", "Shipping Street"];
        var evidence = headers.Select(_ => new ColumnEvidence()).ToArray();
        string[][] rows =
        [
            ["Tim Roth", "1 Elm St", "2 Oak St"],
            ["Zoe Boss", "", "3 Oak St"],
        ];
        foreach (var row in rows)
        {
            Array.ForEach([0, 1, 2], column => evidence[column].Add(row[column]));
        }
        Assert.Equal("full_name,street,-", Fields(HeaderMapper.Map(headers, new MappingOptions(), evidence)));
    }

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

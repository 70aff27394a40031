using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class AddressChoiceTests
{
    [Theory]
    [InlineData(
        "Address (Street),Address (City),Address (State/Province),Address (ZIP / Postal Code),Address (Country)",
        "street,city,state,postal_code,country"
    )]
    [InlineData("Street Address,Street Address City,Street Address Zip", "street,city,postal_code")]
    [InlineData(
        "Default Address Address1,Default Address City,Default Address Province Code,Default Address Zip",
        "street,city,state,postal_code"
    )]
    public void Columns_that_only_say_address_are_of_one(string headers, string fields)
    {
        var mapping = HeaderMapper.Map(headers.Split(','), new MappingOptions());
        Assert.Equal(fields, Fields(mapping));
        Assert.Empty(mapping.Findings);
    }

    [Fact]
    public void They_fill_only_what_a_chosen_address_lacks()
    {
        string[] headers = ["Home Street", "Home City", "Home Zip", "Address City", "Address State/Province"];
        Assert.Equal("street,city,postal_code,-,state", Fields(HeaderMapper.Map(headers, new MappingOptions())));
    }

    static string Fields(HeaderMapping mapping) =>
        string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"));
}

using Etl.Core.Schema;

namespace Etl.Core.Tests.Schema;

public sealed class ContactFieldsTests
{
    [Fact]
    public void Every_field_is_found_by_its_name_whatever_its_case()
    {
        foreach (var field in ContactFields.All)
        {
            Assert.Same(field, ContactFields.Find(field.Name));
            Assert.Same(field, ContactFields.Find(field.Name.ToUpperInvariant()));
        }
    }

    [Fact]
    public void Names_are_snake_case_and_appear_once()
    {
        Assert.All(ContactFields.All, field => Assert.Matches("^[a-z]+(_[a-z0-9]+)*$", field.Name));
        Assert.Equal(ContactFields.All.Count, ContactFields.All.Select(field => field.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("custom.revenue", "custom.revenue")]
    [InlineData("CUSTOM.Revenue 2025", "custom.Revenue 2025")]
    [InlineData("custom.email", "custom.email")]
    public void Any_name_behind_custom_is_a_text_field(string name, string expected)
    {
        var field = ContactFields.Find(name);

        Assert.Equal(new ContactField(expected, FieldKind.MultilineText), field);
        Assert.True(field!.IsCustom);
    }

    [Theory]
    [InlineData("")]
    [InlineData("custom.")]
    [InlineData("custom")]
    [InlineData("customer")]
    [InlineData("e-mail")]
    public void Other_names_are_no_fields(string name) => Assert.Null(ContactFields.Find(name));
}

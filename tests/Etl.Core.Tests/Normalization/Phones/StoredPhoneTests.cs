using System.Text;
using Etl.Core.Normalization.Phones;

namespace Etl.Core.Tests.Normalization.Phones;

public sealed class StoredPhoneTests
{
    [Theory]
    [InlineData("US", "", "4155552671", "+14155552671")]
    [InlineData("US", "", "14155552671", "+14155552671")]
    [InlineData("US", "", "01149301234567", "+49301234567")]
    [InlineData("US", "", "4155552671;ext=12", "+14155552671;ext=12")]
    [InlineData("DE", "", "0301234567", "+49301234567")]
    [InlineData("DE", "", "00493012345678", "+493012345678")]
    [InlineData("GB", "", "02079460958", "+442079460958")]
    [InlineData("IT", "", "0612345678", "+390612345678")]
    // The contact's own country comes before the job's.
    [InlineData("US", "DE", "0301234567", "+49301234567")]
    [InlineData("US", "Germany", "0301234567", "+49301234567")]
    [InlineData(null, "United Kingdom", "02079460958", "+442079460958")]
    // Nobody says the country, it is none, or it has no such number.
    [InlineData(null, "", "4155552671", null)]
    [InlineData("US", "Atlantis", "4155552671", null)]
    [InlineData("US", "", "5552671", null)]
    [InlineData("US", "", "+14155552671", null)]
    [InlineData("US", "", "415-555-2671", null)]
    [InlineData("US", "", "", null)]
    [InlineData("US", "", "415555267141555526714155552671", null)]
    public void Stored_numbers_are_read_by_their_country(string? country, string said, string value, string? expected)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var output = new byte[StoredPhone.RoomFor(bytes)];
        var isRead = new StoredPhone(country).TryRead(bytes, Encoding.UTF8.GetBytes(said), output, out var length);
        Assert.Equal(expected, isRead ? Encoding.UTF8.GetString(output, 0, length) : null);
    }

    [Theory]
    [InlineData("US", false, "+14155552671", "01114155552671 14155552671 4155552671")]
    [InlineData("DE", false, "+49301234567", "0049301234567 0301234567 301234567 49301234567")]
    [InlineData("US", false, "+49301234567", "01149301234567")]
    [InlineData(null, false, "+14155552671", "")]
    [InlineData("US", false, "4155552671", "")]
    [InlineData("US", false, "+x1", "")]
    [InlineData("US", false, "+1 415 555 2671 or +1 415 555 2672", "")]
    public void A_number_is_looked_for_in_the_forms_that_a_country_may_store(
        string? country,
        bool hasOwn,
        string number,
        string forms
    ) => Assert.Equal(forms, string.Join(' ', Forms(country, hasOwn, number).Order(StringComparer.Ordinal)));

    [Fact]
    public void Where_contacts_have_countries_a_number_is_looked_for_as_its_own_writes_it()
    {
        Assert.Contains("0301234567", Forms("US", true, "+49301234567"));
        Assert.Contains("4165550123", Forms(null, true, "+14165550123"));
        Assert.Contains("07911123456", Forms("FR", true, "+447911123456"));
    }

    static List<string> Forms(string? country, bool hasOwn, string number) =>
        [
            .. new StoredPhone(country)
                .OtherForms(Encoding.UTF8.GetBytes(number), hasOwn)
                .Select(form => Encoding.UTF8.GetString(form)),
        ];
}

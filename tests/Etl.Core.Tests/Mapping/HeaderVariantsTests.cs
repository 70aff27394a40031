using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

/// <summary>Headers that say a known name in more words.</summary>
public sealed class HeaderVariantsTests
{
    [Theory]
    [InlineData("Email (Work)", "email")]
    [InlineData("E-mail Address (Home)", "email")]
    [InlineData("Email - Personal", "email")]
    [InlineData("Official Email ID", "email")]
    [InlineData("Telefonnummer (privat)", "home_phone")]
    [InlineData("Phone: Home", "home_phone")]
    [InlineData("Phone Number [Home]", "home_phone")]
    [InlineData("Telefonnummer (Handy)", "mobile")]
    [InlineData("Cell Phone (Work)", "mobile")]
    [InlineData("Mobile (Home)", "mobile")]
    [InlineData("Preferred Phone", "phone")]
    [InlineData("Email (preferred)", "email")]
    [InlineData("電話番号（自宅）", "home_phone")]
    [InlineData("City (Home)", "city")]
    [InlineData("Website (Work)", "website")]
    public void What_a_value_is_for_may_stand_beside_the_name(string header, string field) =>
        Assert.Equal(field, Find(header));

    [Theory]
    [InlineData("Phone (Spouse)")]
    [InlineData("Email (CC)")]
    [InlineData("Email Preferred")]
    [InlineData("Email Type")]
    [InlineData("Emergency Contact Phone")]
    [InlineData("Mother's Name")]
    [InlineData("Notes (Work)")]
    [InlineData("Email (Mobile)")]
    [InlineData("Birthday (day)")]
    [InlineData("氏名（カナ）")]
    [InlineData("Customer City Tax")]
    public void What_may_be_about_somebody_or_something_else_stays_unknown(string header) => Assert.Null(Find(header));

    [Theory]
    [InlineData("Mobile Phone No.", "mobile")]
    [InlineData("Telephone Nr.", "phone")]
    [InlineData("MobilePhoneNumbers", "mobile")]
    [InlineData("Téléphone portable numéro", "mobile")]
    [InlineData("City No.", null)]
    [InlineData("Name Nr", null)]
    public void A_word_for_number_stands_only_behind_phones(string header, string? field) =>
        Assert.Equal(field, Find(header));

    [Theory]
    [InlineData("State/Prov", "state")]
    [InlineData("City / Town", "city")]
    [InlineData("Vorname / First Name", "first_name")]
    [InlineData("Company (Employer)", "company")]
    [InlineData("姓名 (Name)", "full_name")]
    [InlineData("Telefon oder Handy", "phone")]
    [InlineData("Tel./Fax", null)]
    [InlineData("Name/Company", null)]
    [InlineData("City/State/ZIP", null)]
    public void Two_names_are_one_field_or_none(string header, string? field) => Assert.Equal(field, Find(header));

    [Theory]
    [InlineData("Name (First)", "first_name")]
    [InlineData("Name (Company)", "company")]
    [InlineData("お名前（姓）", "last_name")]
    [InlineData("お名前（名）", "first_name")]
    [InlineData("氏名（漢字）", "full_name")]
    [InlineData("Address (Street Address)", "street")]
    [InlineData("Address (ZIP / Postal Code)", "postal_code")]
    [InlineData("Address (Line 2)", "street_2")]
    [InlineData("Address (Email)", "email")]
    [InlineData("Company (City)", "city")]
    [InlineData("Email (Name)", null)]
    public void Brackets_may_name_the_part(string header, string? field) => Assert.Equal(field, Find(header));

    [Theory]
    [InlineData("Date of Birth (DD/MM/YYYY)", "birthday")]
    [InlineData("Geburtsdatum (TT.MM.JJJJ)", "birthday")]
    [InlineData("Mobile (with country code)", "mobile")]
    [InlineData("Country/Region (ISO)", "country")]
    [InlineData("First Name (as on passport)", "first_name")]
    public void A_remark_in_brackets_does_not_count(string header, string field) => Assert.Equal(field, Find(header));

    [Theory]
    [InlineData("Billing First Name", "first_name")]
    [InlineData("Last Name (Billing)", "last_name")]
    [InlineData("Guest Phone No.", "phone")]
    [InlineData("Attendee Email", "email")]
    [InlineData("Contact Mobile", "mobile")]
    [InlineData("Shipping Company", "company")]
    [InlineData("Customer Note Count", null)]
    [InlineData("Billing Title", null)]
    public void Whose_value_it_is_may_stand_before_the_name(string header, string? field) =>
        Assert.Equal(field, Find(header));

    [Fact]
    public void A_name_of_the_field_itself_is_better()
    {
        var mapping = HeaderMapper.Map(["Billing First Name", "First Name", "Email - Work", "E-mail"], new());
        Assert.Equal("-,first_name,email_2,email", Fields(mapping));
    }

    [Fact]
    public void Values_that_contradict_a_variant_cost_only_its_mapping()
    {
        string[] headers = ["Name", "Work Email Id (official)"];
        var evidence = headers.Select(_ => new ColumnEvidence()).ToArray();
        Array.ForEach(["yes", "no", "yes", "yes"], evidence[1].Add);
        var mapping = HeaderMapper.Map(headers, new MappingOptions(), evidence);
        Assert.Equal("full_name,-", Fields(mapping));
        Assert.Contains("0 %", Assert.Single(mapping.Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_no_header() => Assert.Null(Find("Email (work) " + new string('-', 100)));

    static string? Find(string header) => HeaderAliases.Default.Find(header)?.Field.Name;

    static string Fields(HeaderMapping mapping) =>
        string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"));
}

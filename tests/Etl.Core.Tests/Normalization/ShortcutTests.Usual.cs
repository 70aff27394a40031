using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Spreading;

namespace Etl.Core.Tests.Normalization;

/// <summary>What is done with the usual cells of many rows at once is the same, too.</summary>
public sealed partial class ShortcutTests
{
    [Fact]
    public void Plain_phones_of_many_rows()
    {
        foreach (var country in "ZZ AR BR CA CN DE GB IT JP MX RU SG US".Split(' '))
        {
            var region = new PhoneRegion(new RowCountry(-1, -1, -1, -1, Encoding.UTF8.GetBytes(country)));
            var cleaner = new PhoneCleaner(region, SpreadRoom.None);
            Compare(cleaner, new StepwisePhone(cleaner), "phone", PhoneOfAnyDigits, new UsualPhones(region));
        }
    }

    [Fact]
    public void Known_countries_of_many_rows()
    {
        var cleaner = new CountryCleaner(CountryOrState.None);
        var usual = new UsualCountries(cleaner);
        Compare(cleaner, new StepwiseCountry(), "country", OfPieces(countryPieces), usual);
    }

    [Fact]
    public void Usual_emails_of_many_rows()
    {
        var cleaner = new EmailCleaner(EmailMode.Contact, SpreadRoom.None);
        var usual = new UsualEmails(cleaner.Finder);
        Compare(cleaner, new StepwiseEmail(), "email", OfPieces(emailPieces), usual);
        string[] common =
        [
            "  ",
            "info",
            "Sales",
            "ann.LEE",
            "x1",
            "@",
            "@Example.COM",
            "@example.com",
            "@mailinator.com",
            "@gmial.com",
            " ",
        ];
        Compare(cleaner, new StepwiseEmail(), "email", OfPieces(common), usual);
    }
}

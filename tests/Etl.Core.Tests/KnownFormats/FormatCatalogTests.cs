using Etl.Core.KnownFormats;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests.KnownFormats;

public sealed class FormatCatalogTests
{
    public static TheoryData<string> Names => [.. FormatCatalog.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_is_recognised_by_its_header_in_any_order_and_case(string name)
    {
        var format = FormatCatalog.Find(name)!;
        var headers = HeadersOf(format);
        Assert.Equal(name, FormatCatalog.Recognise(headers)?.Format.Name);
        headers.Reverse();
        headers = [.. headers.Select(header => $" {header.ToUpperInvariant()}*")];
        headers[0] = "\uFEFF" + headers[0];
        var match = FormatCatalog.Recognise(headers);
        Assert.Equal(name, match?.Format.Name);
        Assert.Contains(format.Title, match!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_of_a_format_hangs_together(string name)
    {
        var format = FormatCatalog.Find(name)!;
        var headers = HeadersOf(format);
        Assert.True(format.Distinctive.Count >= FormatCatalog.FoundMin);
        var others = format.Columns.SelectMany(column => column.Others);
        Assert.All(format.Distinctive.Concat(format.Own), header => Assert.Contains(header, headers.Concat(others)));
        Assert.Equal(headers.Count, headers.Select(FormatCatalog.Normalize).Distinct().Count());
        Assert.All(
            format.Columns.Where(column => column.Rule is { IsField: true, IsWholeAddress: false }),
            column => Assert.NotNull(ContactFields.Find(column.Rule.Name))
        );
        Assert.All(
            format.Columns.Where(column => column.Rule.IsSlot),
            column => Assert.Contains(column.Rule.Name, (string[])["email", "phone", "address", "website"])
        );
    }

    [Fact]
    public void Three_names_of_a_translation_beside_a_given_and_a_family_name_prove_it()
    {
        foreach (var format in FormatCatalog.All.Where(format => format.IsTranslation))
        {
            string[] names = [.. new[] { "first_name", "last_name" }.Select(HeaderOf)];
            Assert.Equal(format.Name, FormatCatalog.Recognise([.. names, .. format.Own.Take(3)])?.Format.Name);
            Assert.Null(FormatCatalog.Recognise([.. names, .. format.Own.Take(2)]));
            Assert.Null(FormatCatalog.Recognise([names[0], .. format.Own.Take(3)]));
            Assert.Null(FormatCatalog.Recognise([.. names, .. format.Own.Take(3), "A", "B"]));

            string HeaderOf(string field) => format.Columns.First(column => column.Rule.Name == field).Header;
        }
        Assert.True(FormatCatalog.All.Count(format => format.IsTranslation) >= 7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Many_columns_of_which_nearly_all_are_a_programs_need_but_three_that_tell(string name)
    {
        const int count = 37;
        var format = FormatCatalog.Find(name)!;
        if (!name.StartsWith("outlook", StringComparison.Ordinal) || name == "outlook-com")
        {
            return;
        }
        var random = new Random(7);
        var telling = format.Own.Union(format.Distinctive).ToHashSet(StringComparer.Ordinal);
        var headers = HeadersOf(format);
        for (var round = 0; round < 20; round++)
        {
            var order = headers.OrderBy(_ => random.Next()).ToArray();
            var common = order.Where(header => !telling.Contains(header)).ToArray();
            // 33 common names and four that tell; then three columns of the user's own.
            List<string> file = [.. common.Take(count - 4), .. order.Where(telling.Contains).Take(4)];
            Assert.Equal(name, FormatCatalog.Recognise(file)?.Format.Name);
            file.RemoveAt(file.Count - 1);
            file.AddRange(["Custom A", "Custom B", "Custom C"]);
            Assert.Equal(name, FormatCatalog.Recognise(file)?.Format.Name);
            Assert.Null(FormatCatalog.Recognise([.. common.Take(count - 4)]));
            // Too many foreign columns, except where a translation is told by its names of people.
            file.AddRange(["Custom D", "Custom E"]);
            Assert.True(format.IsTranslation || FormatCatalog.Recognise(file) is null);
        }
    }

    [Fact]
    public void Twenty_fields_under_their_common_names_are_of_no_program()
    {
        var common = HeaderAliases
            .Default.Entries.Where(entry => entry.Alias.Rank < 2)
            .Select(entry => entry.Name)
            .ToArray();
        Assert.True(common.Length > 40);
        Assert.Null(FormatCatalog.Recognise(common));
        Assert.Null(FormatCatalog.Recognise([.. ContactFields.All.Select(field => field.Name)]));
        string[] titles = [.. ContactFields.All.Select(field => field.Name.Replace('_', ' '))];
        Assert.Null(FormatCatalog.Recognise(titles));
    }

    [Fact]
    public void Two_names_prove_nothing() =>
        Assert.Null(FormatCatalog.Recognise(["First Name", "File As", "Phonetic First Name"]));

    [Theory]
    [InlineData("subscribed_segment_export_1a2b.csv", "mailchimp")]
    [InlineData("/tmp/nonsubscribed_all.csv", "mailchimp")]
    [InlineData("contacts.csv", null)]
    [InlineData(null, null)]
    public void Common_headers_are_Mailchimps_in_a_file_that_is_called_as_its_files(string? file, string? name)
    {
        string[] headers = ["Email Address", "First Name", "Last Name", "Birthday", "TAGS"];
        Assert.Equal(name, FormatCatalog.Recognise(headers, file)?.Format.Name);
        Assert.Null(FormatCatalog.Recognise(["Email Address", "A", "B", "C", "TAGS"], file));
    }

    [Fact]
    public void A_header_of_many_programs_is_none_of_them() =>
        Assert.Null(
            FormatCatalog.Recognise(["First Name", "Last Name", "Email", "Phone", "Company", "Title", "Notes"])
        );

    [Theory]
    [InlineData(
        "outlook",
        "First Name|Middle Name|Last Name|Title|Suffix|Company|Department|Job Title|Business Street|Business City|Business State|Business Postal Code|Business Country|Home Phone|Business Phone|Mobile Phone|Business Fax|E-mail Address|E-mail 2 Address|Birthday|Notes"
    )]
    [InlineData(
        "outlook-de",
        "Vorname|Nachname|Firma|Straße geschäftlich|Postleitzahl geschäftlich|Ort geschäftlich|Land geschäftlich|Fax geschäftlich"
    )]
    [InlineData("google", "First Name|Last Name|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value")]
    [InlineData("google-old", "Name|E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value")]
    [InlineData("hubspot", "First Name|Last Name|Email|Mobile Phone Number|State/Region|Country/Region|Website URL")]
    [InlineData("salesforce", "FirstName|LastName|Email|MailingStreet|MailingCity|MailingPostalCode")]
    public void A_part_of_a_programs_columns_is_recognised_by_those_that_only_it_has(string name, string headers)
    {
        var match = FormatCatalog.Recognise(headers.Split('|'))!;
        Assert.Equal(name, match.Format.Name);
        Assert.True(match.IsPart);
        Assert.Contains("a part of", match.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("First Name|Last Name|E-mail Address|Business Phone|Home Phone|Mobile Phone|Web Page|Notes")]
    [InlineData("Home Street|Home City|Business Street|Business City|Home Country")]
    [InlineData("Name|Business Street|Business Postal Code|Business City|Business State|Business Country|A|B|C")]
    [InlineData("First Name|Last Name|Email|Phone Number|Company Name|Job Title|City|Country/Region")]
    [InlineData("FirstName|LastName|Email|Phone|MobilePhone|HomePhone|OtherPhone|Title")]
    public void Headers_that_others_have_as_well_are_no_part_of_a_program(string headers) =>
        Assert.Null(FormatCatalog.Recognise(headers.Split('|')));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_part_of_a_header_is_never_taken_for_that_of_a_program_that_knows_less_of_it(string name)
    {
        var headers = HeadersOf(FormatCatalog.Find(name)!);
        var random = new Random(20_261_122);
        for (var round = 0; round < 40; round++)
        {
            string[] part = [.. headers.Where(_ => random.Next(4) == 0)];
            if (FormatCatalog.Recognise(part)?.Format is { } found)
            {
                // Google's file for Outlook, Outlook's and that of Outlook.com say the same by the same names.
                Assert.Equal(KnownOf(FormatCatalog.Find(name)!, part), KnownOf(found, part));
            }
        }
    }

    static int KnownOf(ContactFormat format, string[] headers)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        return headers.Count(header => FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(header)) is not null);
    }

    [Fact]
    public void Numbers_of_groups_are_read_however_high_they_are()
    {
        var columns = FormatCatalog.ColumnsOf(FormatCatalog.Find("google")!);
        var found = FormatCatalog.FindColumn(columns, "e-mail 12 - value");
        Assert.Equal(("email", 12), (found?.Column.Rule.Name, found?.Number));
        Assert.Null(FormatCatalog.FindColumn(columns, "e-mail 12 - colour"));
    }

    static List<string> HeadersOf(ContactFormat format) =>
        [
            .. format.Columns.SelectMany(column =>
                Enumerable.Range(1, Math.Max(1, column.GroupCount)).Select(column.HeaderOf)
            ),
        ];
}

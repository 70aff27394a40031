using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.Tests.KnownFormats.Arranging;

public sealed class RowArrangerTests
{
    static readonly string[] google = ["Phonetic First Name", "File As", "Organization Name", "Labels"];

    static readonly string[] outlook =
    [
        "Business Street 3",
        "E-mail Display Name",
        "E-mail 2 Display Name",
        "Organizational ID Number",
        "Business Address PO Box",
    ];

    [Theory]
    [InlineData("Mobile", "mobile")]
    [InlineData("* Mobile", "mobile")]
    [InlineData("手机", "mobile")]
    [InlineData("Home", "home_phone")]
    [InlineData("Work", "phone")]
    [InlineData("", "phone")]
    [InlineData("My old one", "phone")]
    [InlineData("Other", "other_phone")]
    [InlineData("Work Fax", "fax")]
    [InlineData("Home Fax", "fax")]
    [InlineData("Main", "other_phone")]
    [InlineData("Pager", "custom.Phone 1 - Value")]
    public void A_number_goes_to_the_field_of_its_label(string label, string field)
    {
        var row = Arrange(google, ["Phone 1 - Label", "Phone 1 - Value"], [label, "123"]);
        Assert.Equal("123", row[field]);
        Assert.Single(row, entry => entry.Value == "123");
    }

    [Fact]
    public void Labels_are_read_in_each_row()
    {
        string[] headers = ["Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"];
        var first = Arrange(google, headers, ["Work", "1", "Mobile", "2"]);
        Assert.Equal(("1", "2"), (first["phone"], first["mobile"]));
        var second = Arrange(google, headers, ["Mobile", "1", "Work", "2"]);
        Assert.Equal(("2", "1"), (second["phone"], second["mobile"]));
    }

    [Fact]
    public void A_second_number_of_a_kind_gives_way_to_the_first_and_to_one_without_a_label()
    {
        string[] headers = ["Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"];
        var row = Arrange(google, headers, ["Work 2", "1", "", "2"]);
        Assert.Equal(("2", "1"), (row["phone"], row["other_phone"]));
        Assert.Equal("1", Arrange(google, headers, ["Work 2", "1", "", ""])["phone"]);
    }

    [Fact]
    public void What_has_no_place_stays_with_its_label_and_nothing_is_lost()
    {
        string[] headers =
        [
            .. Enumerable.Range(1, 4).SelectMany(n => new[] { $"Phone {n} - Label", $"Phone {n} - Value" }),
        ];
        var row = Arrange(google, headers, ["Mobile", "1", "Mobile", "2 ::: 3", "Work", "4", "", "5"]);
        Assert.Equal("1", row["mobile"]);
        Assert.Equal("4", row["phone"]);
        Assert.Equal("5", row["other_phone"]);
        Assert.Equal("2 ::: 3", row["custom.Phone 2 - Value"]);
        Assert.Equal("Mobile", row["custom.Phone 2 - Label"]);
        Assert.DoesNotContain("custom.Phone 1 - Label", row.Keys);
    }

    [Fact]
    public void Values_in_one_cell_are_divided_and_the_primary_one_comes_first()
    {
        string[] headers = ["E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value"];
        var row = Arrange(google, headers, ["Home", "a@x.y ::: b@x.y", "* Work", "c@x.y"]);
        Assert.Equal(("c@x.y", "a@x.y", "b@x.y"), (row["email"], row["email_2"], row["email_3"]));
        Assert.Equal(("Work", "Home"), (row["custom.email_label"], row["custom.email_2_label"]));
    }

    [Fact]
    public void Values_in_one_cell_are_counted_and_those_behind_the_first_are_placed()
    {
        string[] headers = ["E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Value"];
        var row = Arrange(google, headers, ["a@x.y ::: b@x.y", "Mobile", "1 ::: 2", ""], out var counted);
        Assert.Equal(("a@x.y", "b@x.y"), (row["email"], row["email_2"]));
        Assert.Equal(("1", "2"), (row["mobile"], row["other_phone"]));
        Assert.Equal(2, counted.Count(code => code == Codes.FormatConvention));
        Assert.Equal(2, counted.Count(code => code == Codes.PartPlaced));
        Arrange(google, headers, ["a@x.y", "Mobile", "1", "2"], out counted);
        Assert.Empty(counted);
    }

    [Fact]
    public void One_address_is_placed_whole_and_the_others_are_kept()
    {
        string[] headers = ["Business Street", "Business Country/Region", "Home Street", "Home City", "Other City"];
        var row = Arrange(outlook, headers, ["", "Italy", "1 A St", "Rome", "Oslo"]);
        Assert.Equal(("1 A St", "Rome"), (row["street"], row["city"]));
        Assert.DoesNotContain("country", row.Keys);
        Assert.Equal("Home", row["custom.address_label"]);
        Assert.Equal(("Oslo", "Italy"), (row["custom.Other City"], row["custom.Business Country/Region"]));
        var work = Arrange(outlook, headers, ["2 B St", "Italy", "1 A St", "Rome", ""]);
        Assert.Equal(("2 B St", "IT"), (work["street"], work["country"] == "Italy" ? "IT" : ""));
        Assert.DoesNotContain("custom.address_label", work.Keys);
    }

    [Fact]
    public void A_formatted_address_is_left_out_where_its_parts_are_and_taken_where_they_are_not()
    {
        string[] headers = ["Address 1 - Label", "Address 1 - Formatted", "Address 1 - Street", "Address 1 - City"];
        var parts = Arrange(google, headers, ["Home", "1 A St\nRome", "1 A St", "Rome"], out var counted);
        Assert.Equal("1 A St", parts["street"]);
        Assert.DoesNotContain("custom.Address 1 - Formatted", parts.Keys);
        Assert.Contains(Codes.FormatRepeated, counted);
        Assert.Equal("1 A St\nRome", Arrange(google, headers, ["", "1 A St\nRome", "", ""])["street"]);
    }

    [Theory]
    [InlineData("Hauptstr. 5, Hinterhaus\n10115 Berlin", "Hauptstr. 5", "")]
    [InlineData("Alte Gasse 7\n80331 München", "Hauptstr. 5", "Berlin")]
    [InlineData("somewhere near the old mill", "", "Leeds")]
    public void A_formatted_address_that_says_more_than_its_parts_is_kept_beside_them(
        string whole,
        string street,
        string city
    )
    {
        string[] headers = ["Address 1 - Formatted", "Address 1 - Street", "Address 1 - City", "Address 1 - Country"];
        var row = Arrange(google, headers, [whole, street, city, "DE"], out var counted);
        Assert.Equal((street, city), (row.GetValueOrDefault("street", ""), row.GetValueOrDefault("city", "")));
        Assert.Equal((whole, "DE"), (row["custom.Address 1 - Formatted"], row["country"]));
        Assert.DoesNotContain(Codes.FormatRepeated, counted);
    }

    [Fact]
    public void A_formatted_address_beside_a_country_alone_is_the_street()
    {
        string[] headers = ["Address 1 - Formatted", "Address 1 - Street", "Address 1 - City", "Address 1 - Country"];
        var row = Arrange(google, headers, ["12 High St, London", "", "", "GB"]);
        Assert.Equal(("12 High St, London", "GB"), (row["street"], row["country"]));
    }

    [Theory]
    [InlineData("1990", "5", "9", "1990-05-09")]
    [InlineData("", "05", "09", "--05-09")]
    [InlineData("1990", "13", "1", null)]
    [InlineData("1990", "", "", null)]
    public void A_birthday_in_three_columns_is_one(string year, string month, string day, string? expected)
    {
        string[] thunderbird = ["Primary Email", "Screen Name", "Secondary Email", "Work ZipCode"];
        var row = Arrange(thunderbird, ["Birth Year", "Birth Month", "Birth Day"], [year, month, day]);
        Assert.Equal(expected, row.GetValueOrDefault("birthday"));
        Assert.Equal(expected is null ? year : null, row.GetValueOrDefault("custom.Birth Year"));
    }

    [Theory]
    [InlineData("SMS", "33612345678", "mobile", "+33612345678")]
    [InlineData("SMS", "+33612345678", "mobile", "+33612345678")]
    [InlineData("SMS", "0612345678", "mobile", "0612345678")] // of no plan when read with a plus
    [InlineData("SMS", "336123", "mobile", "336123")]
    [InlineData("EMAIL_BLACKLISTED", "1", "consent", "unsubscribed")]
    [InlineData("EMAIL_BLACKLISTED", "false", "consent", null)]
    [InlineData("ADDED_TIME", "03-04-2024 10:11", "created_at", "2024-04-03 10:11")]
    public void The_conventions_of_brevo_are_read(string header, string value, string field, string? expected)
    {
        string[] brevo = ["SMS", "SMS_BLACKLISTED", "MODIFIED_TIME", "LASTNAME", "EMAIL_BLACKLISTED", "ADDED_TIME"];
        var row = Arrange([.. brevo.Where(name => name != header)], [header], [value]);
        Assert.Equal(expected, row.GetValueOrDefault(field));
    }

    [Theory]
    [InlineData("\"VIP\",\"Blog\"", "VIP;Blog")]
    [InlineData("\"a, b\",\"say \"\"x\"\"\"", "\"a, b\";say \"x\"")]
    [InlineData("plain", "plain")]
    public void Mailchimps_tags_lose_their_quotes(string value, string expected)
    {
        string[] mailchimp = ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME"];
        Assert.Equal(expected, Arrange(mailchimp, ["TAGS"], [value])["tags"]);
    }

    [Theory]
    [InlineData("05/09", "--05-09")]
    [InlineData("5/9", "--05-09")]
    [InlineData("02/29", "--02-29")]
    [InlineData("31/12", "31/12")]
    [InlineData("05/09/1990", "05/09/1990")]
    [InlineData("", null)]
    public void Mailchimps_birthdays_are_month_and_day(string value, string? expected)
    {
        string[] mailchimp = ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME"];
        Assert.Equal(expected, Arrange(mailchimp, ["Birthday"], [value]).GetValueOrDefault("birthday"));
    }

    [Theory]
    [InlineData(
        "512 Means St.  Atlanta  GA  30318  US",
        "street=512 Means St. city=Atlanta state=GA postal_code=30318 country=US"
    )]
    [InlineData("512 Means St., Atlanta, GA 30318", "street=512 Means St., Atlanta, GA 30318")]
    [InlineData("Hauptstr. 5  Hinterhaus  Berlin  DE", "custom.Address=Hauptstr. 5  Hinterhaus  Berlin  DE")]
    public void Mailchimps_address_is_taken_apart_at_two_spaces(string value, string expected)
    {
        string[] mailchimp = ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME"];
        var row = Arrange(mailchimp, ["Address"], [value]);
        Assert.Equal(expected, string.Join(' ', row.Select(entry => $"{entry.Key}={entry.Value}")));
    }

    [Fact]
    public void An_address_that_is_taken_apart_is_explained_where_its_parts_went()
    {
        string[] headers = ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME", "Address"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions());
        var batch = new RecordBatch(256) { Explanations = new BatchExplanations() };
        batch.Reset(mapping.Layout, 0);
        batch.AddRow(new RowSpan(0, 0)).Clear();
        batch.Replace(0, headers.Length - 1, "512 Means St.  Atlanta  GA  30318  US"u8);
        mapping.Layout.Arrangement!.CreateArranger().Arrange(batch);
        Assert.Equal(
            [
                "street FORMAT_CONVENTION 512 Means St.  Atlanta  GA  30318  US > 512 Means St.",
                "city PART_PLACED  > Atlanta",
                "state PART_PLACED  > GA",
                "postal_code PART_PLACED  > 30318",
                "country PART_PLACED  > US",
            ],
            batch.Explanations.All.Select(Text)
        );

        string Text(Explanation entry) =>
            $"{mapping.Layout.Columns[entry.Column].Field} {entry.Code.Name} {Value(entry.Before)} > {Value(entry.After)}";

        string Value(FieldSpan cell) => Encoding.UTF8.GetString(batch.Value(cell));
    }

    [Theory]
    [InlineData("exports/unsubscribed_2024.csv", "unsubscribed")]
    [InlineData("cleaned_x.csv", "cleaned")]
    [InlineData("audience.zip/subscribed_x.csv", "subscribed")]
    [InlineData("nonsubscribed_x.csv", null)]
    [InlineData("all.csv", null)]
    public void The_name_of_a_file_of_mailchimp_is_the_consent(string file, string? expected)
    {
        string[] headers = ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME", "Email Address"];
        var options = new MappingOptions { FileName = file };
        var row = Arrange(HeaderMapper.Map(headers, options), ["1", "2", "3", "", "a@b.c"], out _);
        Assert.Equal(expected, row.GetValueOrDefault("consent"));
    }

    [Fact]
    public void The_labels_that_google_makes_lose_their_star() =>
        Assert.Equal(
            "myContacts ::: a * b ::: starred",
            Arrange([.. google[..^1], "E-mail 1 - Label"], ["Labels"], ["* myContacts ::: a * b ::: * starred"])["tags"]
        );

    [Theory]
    [InlineData("Kunden, Nord ::: VIP", "\"Kunden, Nord\" ::: VIP")]
    [InlineData("* Kunden; Nord:::a|b", "\"Kunden; Nord\" ::: \"a|b\"")]
    [InlineData("\"VIP\" ::: ", "\"\"\"VIP\"\"\"")]
    [InlineData("VIP ::: Kunden", "VIP ::: Kunden")]
    public void Only_three_colons_divide_labels_of_google(string value, string expected) =>
        Assert.Equal(expected, Arrange([.. google[..^1], "E-mail 1 - Label"], ["Labels"], [value])["tags"]);

    [Theory]
    [InlineData("\"Kunden, Nord\",\"VIP\"", "\"Kunden, Nord\";VIP")]
    [InlineData("\"a;b\",\"say \"\"x\"\"\", \"\",c", "\"a;b\";say \"x\";c")]
    [InlineData("\"open,b", "\"\"\"open\";b")]
    public void A_tag_of_mailchimp_keeps_its_commas(string value, string expected) =>
        Assert.Equal(expected, Arrange(["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME"], ["TAGS"], [value])["tags"]);

    [Fact]
    public void Columns_whose_values_are_placed_say_what_they_hold()
    {
        string[] headers = ["Phone 1 - Label", "Phone 1 - Value", "Address 1 - City", "Address 1 - PO Box"];
        var columns = HeaderMapper.Map([.. google, .. headers], new MappingOptions()).Layout.Columns;
        Assert.Equal(
            ["phone label", "phone", "city", null],
            columns.Skip(google.Length).Take(headers.Length).Select(column => column.Family)
        );
        Assert.Equal("custom.Phone 1 - Value", columns[google.Length + 1].Field?.Name);
    }

    [Fact]
    public void What_the_user_says_of_a_column_wins()
    {
        string[] headers = [.. google, "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"];
        var options = new MappingOptions
        {
            Set = [ColumnAssignment.Parse("Phone 1 - Value=phone")],
            Ignore = ["Phone 2 - Value"],
        };
        var mapping = HeaderMapper.Map(headers, options);
        var row = Arrange(mapping, ["", "", "", "", "Mobile", "1", "Home", "2"], out _);
        Assert.Equal("1", row["phone"]);
        Assert.DoesNotContain("mobile", row.Keys);
        Assert.DoesNotContain("home_phone", row.Keys);
    }

    [Fact]
    public void A_target_without_room_is_told_what_was_not_stored()
    {
        string[] headers = [.. google, "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"];
        var options = new MappingOptions { TargetColumns = [new StoreColumn("phone", ContactFields.Find("phone")!)] };
        var mapping = HeaderMapper.Map(headers, options);
        var row = Arrange(mapping, ["", "", "", "", "Work", "1", "Home", "2"], out var counted);
        Assert.Equal("1", row["phone"]);
        Assert.Contains(Codes.FormatValueNotPlaced, counted);
    }

    [Fact]
    public void A_file_that_keeps_its_header_is_not_arranged()
    {
        string[] headers = [.. outlook, "Business Phone", "Home Phone", "Home City", "Business City"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions { Arranges = false });
        Assert.Null(mapping.Layout.Arrangement);
        Assert.Equal(headers.Length, mapping.Layout.Columns.Count);
        Assert.Equal(
            "-,-,-,-,-,phone,home_phone,-,city",
            string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"))
        );
    }

    static Dictionary<string, string> Arrange(string[] known, string[] headers, string[] values) =>
        Arrange(known, headers, values, out _);

    static Dictionary<string, string> Arrange(string[] known, string[] headers, string[] values, out Code[] counted) =>
        Arrange(
            HeaderMapper.Map([.. known, .. headers], new MappingOptions()),
            [.. known.Select(_ => ""), .. values],
            out counted
        );

    /// <summary>The values of one row by field, those that are empty left out.</summary>
    static Dictionary<string, string> Arrange(HeaderMapping mapping, string[] values, out Code[] counted)
    {
        Assert.NotNull(mapping.Format);
        var batch = TableBatch.Of(mapping.Layout, 0, values);
        mapping.Layout.Arrangement?.CreateArranger().Arrange(batch);
        counted = [.. batch.Counts.Entries.Select(entry => entry.Code)];
        return Enumerable
            .Range(0, batch.ColumnCount)
            .Where(column => mapping.Layout.Columns[column].Field is not null && !batch.Cell(0, column).IsEmpty)
            .ToDictionary(column => mapping.Layout.Columns[column].Field!.Name, column => Value(batch, column));
    }

    static string Value(RecordBatch batch, int column) => Encoding.UTF8.GetString(batch.Value(0, column));
}

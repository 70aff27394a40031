using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;

namespace Etl.Core.Tests.KnownFormats.Composing;

public sealed class FormatComposerTests
{
    [Fact]
    public void Phones_are_written_to_the_columns_of_outlook_that_their_fields_mean()
    {
        var row = Compose(
            "outlook",
            ("phone", "1"),
            ("mobile", "2"),
            ("home_phone", "3"),
            ("other_phone", "4"),
            ("fax", "5")
        );
        Assert.Equal(
            ("1", "2", "3", "4", "5"),
            (row["Business Phone"], row["Mobile Phone"], row["Home Phone"], row["Other Phone"], row["Business Fax"])
        );
    }

    [Fact]
    public void A_label_that_was_kept_decides_the_column()
    {
        var row = Compose(
            "outlook",
            ("other_phone", "1"),
            ("custom.other_phone_label", "Car"),
            ("street", "2"),
            ("custom.address_label", "Home"),
            ("custom.Business Street", "3")
        );
        Assert.Equal(("1", "2", "3"), (row["Car Phone"], row["Home Street"], row["Business Street"]));
    }

    [Fact]
    public void Google_gets_pairs_of_label_and_value_and_custom_fields()
    {
        var row = Compose(
            "google",
            ("email", "a@b.c"),
            ("custom.email_label", "Work"),
            ("phone", "1"),
            ("mobile", "2"),
            ("custom.Phone 1 - Value", "9"),
            ("custom.Phone 1 - Label", "Pager"),
            ("tags", "Friends;myContacts"),
            ("custom.Shoe size", "37")
        );
        Assert.Equal(("Work", "a@b.c"), (row["E-mail 1 - Label"], row["E-mail 1 - Value"]));
        Assert.Equal(("Pager", "9"), (row["Phone 1 - Label"], row["Phone 1 - Value"]));
        Assert.Equal(("1", "Mobile", "2"), (row["Phone 2 - Value"], row["Phone 3 - Label"], row["Phone 3 - Value"]));
        Assert.Equal("Friends ::: * myContacts", row["Labels"]);
        Assert.Equal(("Shoe size", "37"), (row["Custom Field 1 - Label"], row["Custom Field 1 - Value"]));
    }

    [Theory]
    [InlineData("linkedin", "created_at", "2024-03-12", "Connected On", "12 Mar 2024")]
    [InlineData("brevo", "created_at", "2024-03-12T10:11:12Z", "ADDED_TIME", "12-03-2024 10:11")]
    [InlineData("brevo", "created_at", "2024-03-12T10:11:12+02:00", "ADDED_TIME", "2024-03-12T10:11:12+02:00")]
    [InlineData("mailchimp", "tags", "VIP;say \"x\"", "TAGS", "\"VIP\",\"say \"\"x\"\"\"")]
    [InlineData("salesforce", "consent", "unsubscribed", "HasOptedOutOfEmail", "true")]
    [InlineData("salesforce", "consent", "", "HasOptedOutOfEmail", "false")]
    [InlineData("salesforce", "external_id", "0035g00000AbCDeFGH", "Id", "0035g00000AbCDeFGH")]
    [InlineData("thunderbird", "birthday", "1990-05-09", "Birth Month", "5")]
    [InlineData("thunderbird", "birthday", "--05-09", "Birth Day", "9")]
    [InlineData("hubspot", "external_id", "512", "Record ID", "512")]
    [InlineData("outlook-com", "street_2", "Suite 4", "Business Street", "Suite 4")]
    public void Values_are_written_as_the_program_writes_them(
        string format,
        string field,
        string value,
        string header,
        string expected
    ) => Assert.Equal(expected, Compose(format, (field, value))[header]);

    [Theory]
    [InlineData(
        "google",
        "Labels",
        "\"Kunden, Nord\";VIP;\"a;b\";\"\"\"q\"\"\"",
        "Kunden, Nord ::: VIP ::: a;b ::: \"q\"",
        false
    )]
    [InlineData("google", "Labels", "VIP;\"a ::: b\";c", "VIP ::: c", true)]
    [InlineData(
        "mailchimp",
        "TAGS",
        "\"a, b\";c;;say \"x\";\"\"\"q\"\"\"",
        "\"a, b\",\"c\",\"say \"\"x\"\"\",\"\"\"q\"\"\"",
        false
    )]
    [InlineData("outlook", "Categories", "\"a, b\";c;\"d|e\"", "c;d|e", true)]
    [InlineData("hubspot", "Tags", "\"a, b\";c;\"d;e\"", "a, b;c", true)]
    public void Tags_are_written_as_the_program_divides_them(
        string format,
        string header,
        string tags,
        string expected,
        bool isShortened
    )
    {
        Assert.Equal(
            expected,
            Compose(format, out var counted, ("email", "a@b.c"), ("last_name", "Lee"), ("tags", tags))[header]
        );
        Assert.Equal(isShortened ? [Codes.ExportShortened] : [], counted);
    }

    [Theory]
    [InlineData("google", "\"a ::: b\"")]
    [InlineData("outlook", "\"a, b\"")]
    public void Tags_that_a_program_cannot_have_are_counted(string format, string tags)
    {
        Compose(format, out var counted, ("email", "a@b.c"), ("last_name", "Lee"), ("tags", tags));
        Assert.Equal([Codes.ExportNotWritten], counted);
    }

    [Theory]
    [InlineData("salesforce", "external_id", "17")]
    [InlineData("salesforce", "consent", "pending")]
    [InlineData("hubspot", "external_id", "A-17")]
    [InlineData("linkedin", "mobile", "1")]
    [InlineData("outlook", "custom.Shoe size", "37")]
    public void What_the_program_has_no_column_for_is_counted(string format, string field, string value)
    {
        Compose(format, out var counted, (field, value), ("email", "a@b.c"), ("last_name", "Lee"));
        Assert.Equal([Codes.ExportNotWritten], counted);
    }

    [Fact]
    public void Whole_names_and_their_parts_make_each_other()
    {
        Assert.Equal("王伟", Compose("wecom", ("first_name", "伟"), ("last_name", "王"))["姓名"]);
        Assert.Equal(
            "Ann B Lee",
            Compose("wecom", ("first_name", "Ann"), ("middle_name", "B"), ("last_name", "Lee"))["姓名"]
        );
        Assert.Equal("Ann Lee", Compose("hubspot", ("full_name", "Ann Lee"))["First Name"]);
        Compose("hubspot", out var counted, ("full_name", "Ann Lee"), ("first_name", "Ann"), ("last_name", "Lee"));
        Assert.Empty(counted);
    }

    [Theory]
    [InlineData("home_phone", "Pager", "7", "EXPORT_NOT_WRITTEN")]
    [InlineData("home_phone", "", "7 ::: 3", "EXPORT_SHORTENED")]
    [InlineData("home_phone", "Other", "7 ::: 3", "EXPORT_SHORTENED")]
    [InlineData("fax", "Other", "7", "EXPORT_NOT_WRITTEN")]
    public void A_number_without_a_pair_never_stands_behind_the_label_of_another(
        string field,
        string label,
        string value,
        string code
    )
    {
        var row = Compose(
            "google",
            out var counted,
            ("phone", "1"),
            ("mobile", "2"),
            (field, "3"),
            ("other_phone", "6"),
            ("custom.phone_label", "Work"),
            ("custom.other_phone_label", "Main"),
            ("custom.Phone 4 - Label", "Assistant"),
            ("custom.Phone 4 - Value", "8"),
            ("custom.Phone 5 - Label", label),
            ("custom.Phone 5 - Value", "7")
        );
        Assert.Equal((label, value), (row["Phone 5 - Label"], row["Phone 5 - Value"]));
        Assert.Equal([code], counted.Select(one => one.Name));
    }

    [Fact]
    public void A_value_without_a_pair_goes_behind_a_label_that_means_the_same()
    {
        var row = Compose(
            "google",
            out var counted,
            ("email", "1"),
            ("email_2", "2"),
            ("email_3", "3"),
            ("custom.email_label", "Work"),
            ("custom.email_2_label", "Other"),
            ("custom.email_3_label", "Home"),
            ("custom.E-mail 3 - Label", "Casa"),
            ("custom.E-mail 3 - Value", "7")
        );
        Assert.Equal(("Casa", "7 ::: 3"), (row["E-mail 3 - Label"], row["E-mail 3 - Value"]));
        Assert.Equal(["EXPORT_SHORTENED"], counted.Select(one => one.Name));
    }

    [Fact]
    public void A_name_that_stands_twice_in_a_header_is_written_twice()
    {
        var headers = FormatOutput.Create(FormatCatalog.Find("outlook-fr")!, ["title", "name_prefix"]).Headers;
        Assert.Equal(2, headers.Count(header => header == "Titre"));
        Assert.Equal("", FormatOutput.Create(FormatCatalog.Find("thunderbird")!, []).Headers[^1]);
    }

    [Theory]
    [InlineData("hubspot", "first_name|email|phone", "First Name|Email|Phone Number")]
    [InlineData("mailchimp", "phone", "Email Address|Phone Number")]
    [InlineData("salesforce", "email|city", "LastName|Email|MailingCity")]
    [InlineData("outlook", "last_name|email|mobile", "Last Name|Mobile Phone|E-mail Address")]
    [InlineData("brevo", "email|mobile", "EMAIL;SMS")]
    [InlineData("crm-zh", "email", "序号|姓名|手机|邮箱|公司|职位|备注|申请时间")]
    public void A_program_that_takes_a_part_of_its_columns_gets_those_with_a_source(
        string format,
        string fields,
        string expected
    ) =>
        Assert.Equal(
            expected.Split('|', ';'),
            FormatOutput.Create(FormatCatalog.Find(format)!, fields.Split('|'), null, new ColumnUse()).Headers
        );

    [Theory]
    [InlineData("google", "email")]
    [InlineData("outlook", "name_prefix|email")]
    [InlineData("hubspot", "email|custom.Shoe size")]
    public void A_header_that_is_read_differently_elsewhere_has_enough_to_be_recognised(string format, string fields)
    {
        var headers = FormatOutput.Create(FormatCatalog.Find(format)!, fields.Split('|')).Headers;
        Assert.Equal(format, FormatCatalog.Recognise(headers)?.Format.Name);
    }

    [Fact]
    public void Columns_without_a_certain_source_are_written_when_a_value_came_for_them()
    {
        var use = new ColumnUse();
        string[] fields = ["email", "fax", "mobile", "custom.Photo", "custom.File As"];
        var doubtful = fields.Skip(1).ToHashSet();
        var batch = TableBatch.Of(TableBatch.Layout(fields), 0, ["a@x.com", "", "1", "x", ""]);
        new FormatComposer(Create()).Compose(batch, 0);
        Assert.True(use.HasMissing);
        Assert.Equal(["Email"], Create().Headers);
        use.StartOver();
        Assert.False(use.HasMissing);
        Assert.Equal(["Record ID", "Email", "Contact owner", "Mobile Phone Number", "Photo"], Create().Headers);
        new FormatComposer(Create()).Compose(batch, 0);
        Assert.False(use.HasMissing);
        FormatOutput Create() => FormatOutput.Create(FormatCatalog.Find("hubspot")!, fields, doubtful, use);
    }

    static Dictionary<string, string> Compose(string format, params (string Field, string Value)[] values) =>
        Compose(format, out _, values);

    static Dictionary<string, string> Compose(
        string name,
        out Code[] counted,
        params (string Field, string Value)[] values
    ) => ComposingBench.Compose(name, out counted, values);
}

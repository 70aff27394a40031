using System.Text;
using System.Text.RegularExpressions;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;

namespace Etl.Core.Tests.KnownFormats.Composing;

/// <summary>
/// A contact with every field, written for each program, and held against what its documentation says of imports: which columns, which dates, which
/// phones, how long; and what could not be written against what was counted.
/// </summary>
public sealed partial class ExportRulesTests
{
    static readonly (string Field, string Value)[] contact =
    [
        ("external_id", "A-17"),
        ("name_prefix", "Dr."),
        ("first_name", "Ann"),
        ("middle_name", "Bea"),
        ("last_name", "Lee"),
        ("name_suffix", "Jr."),
        ("full_name", "Dr. Ann Bea Lee Jr."),
        ("nickname", "Annie"),
        ("email", "a@x.com"),
        ("email_2", "b@x.com"),
        ("email_3", "c@x.com"),
        ("phone", "+12125550100;ext=123"),
        ("mobile", "+8613800138000"),
        ("home_phone", "+442079460018"),
        ("other_phone", "+4930901820"),
        ("fax", "+12125550101"),
        ("company", "Compiler Co."),
        ("title", "Admiral"),
        ("department", "Research"),
        ("street", "1 Navy Way"),
        ("street_2", "Suite 4"),
        ("city", "Arlington"),
        ("state", "VA"),
        ("postal_code", "22202"),
        ("country", "US"),
        ("website", "https://example.com"),
        ("birthday", "--05-09"),
        ("gender", "female"),
        ("tags", "Friends;VIP"),
        ("notes", "First \"line\"\nSecond, line"),
        ("owner", "Bo Chen"),
        ("consent", "unsubscribed"),
        ("created_at", "2024-03-01T10:00:00Z"),
        ("updated_at", "2024-04-01T10:00:00Z"),
        ("custom.Shoe size", "37"),
        ("custom.Business Street", "2 Home St"),
    ];

    [Fact]
    public void Google_takes_everything_but_what_its_contacts_have_no_place_for()
    {
        var row = Compose("google", out var counted);
        Assert.Equal("--05-09", row["Birthday"]);
        Assert.Equal("+12125550100 x123", row["Phone 1 - Value"]);
        Assert.Equal(
            ["", "Mobile", "Home", "Work Fax", "Other"],
            Enumerable.Range(1, 5).Select(n => row[$"Phone {n} - Label"])
        );
        Assert.Equal("Friends ::: VIP", row["Labels"]);
        Assert.Equal(("Shoe size", "37"), (row["Custom Field 1 - Label"], row["Custom Field 1 - Value"]));
        Assert.Equal(("Work", "2 Home St"), (row["Address 2 - Label"], row["Address 2 - Street"]));
        AssertCounted(counted, "EXPORT_NOT_WRITTEN: consent external_id gender owner");
    }

    [Theory]
    [InlineData("outlook", 92)]
    [InlineData("outlook-de", 92)]
    public void Outlook_gets_its_own_columns_and_dates_with_a_year(string format, int columnCount)
    {
        var row = Compose(format, out var counted);
        Assert.True(row.Count <= columnCount);
        Assert.Contains("1604-05-09", row.Values);
        Assert.Contains("+12125550100 x123", row.Values);
        Assert.Contains("2 Home St", Compose("outlook", out _).Values);
        var notWritten = "EXPORT_NOT_WRITTEN: consent custom.Shoe size external_id nickname owner";
        // The German columns are not those that it was kept of, so it is another address beside the contact's own.
        AssertCounted(
            counted,
            format == "outlook" ? [notWritten] : [notWritten, "EXPORT_SHORTENED: custom.Business Street"]
        );
    }

    [Fact]
    public void HubSpot_takes_all_fields_and_no_date_that_it_sets_itself()
    {
        var row = Compose("hubspot", out var counted);
        Assert.DoesNotContain("Create Date", row.Keys);
        Assert.DoesNotContain("Last Modified Date", row.Keys);
        Assert.True(row.Count < 1000);
        Assert.Equal(("37", "2 Home St"), (row["Shoe size"], row["Business Street"]));
        Assert.Equal(("b@x.com", "+442079460018"), (row["Email 2"], row["Home Phone Number"]));
        Assert.Equal("+12125550100 x123", row["Phone Number"]);
        AssertCounted(counted, "EXPORT_NOT_WRITTEN: external_id", "EXPORT_READ_ONLY: created_at updated_at");
    }

    [Fact]
    public void Salesforce_gets_only_fields_that_an_import_may_set()
    {
        var row = Compose("salesforce", out var counted);
        string[] refused =
        [
            "Name",
            "CreatedDate",
            "LastModifiedDate",
            "IsEmailBounced",
            "EmailBouncedReason",
            "EmailBouncedDate",
        ];
        Assert.Empty(row.Keys.Intersect(refused, StringComparer.Ordinal));
        Assert.Equal(("", "", ""), (row["Birthdate"], row["Id"], row["OwnerId"]));
        Assert.Equal(("+12125550100 x123", "true"), (row["Phone"], row["HasOptedOutOfEmail"]));
        Assert.Equal(("Compiler Co.", "1 Navy Way\nSuite 4"), (row["Account Name"], row["MailingStreet"]));
        AssertCounted(
            counted,
            "EXPORT_NOT_WRITTEN: birthday custom.Shoe size email_2 email_3 external_id gender middle_name name_suffix nickname owner tags website",
            "EXPORT_READ_ONLY: created_at updated_at",
            "EXPORT_SHORTENED: custom.Business Street"
        );
    }

    [Fact]
    public void Salesforce_takes_texts_up_to_the_length_of_its_fields()
    {
        var name = string.Concat(Enumerable.Repeat("é", 50));
        var row = Compose(
            "salesforce",
            out var counted,
            ("first_name", name),
            ("email", new string('a', 80) + "@x.com"),
            ("birthday", "1990-05-09"),
            ("owner", "0055g00000QqQqQAAW"),
            ("external_id", "0035g00000AbAAcAAF")
        );
        Assert.Equal(name[..40], row["FirstName"]);
        Assert.Equal(("", "1990-05-09"), (row["Email"], row["Birthdate"]));
        Assert.Equal(("0055g00000QqQqQAAW", "0035g00000AbAAcAAF"), (row["OwnerId"], row["Id"]));
        AssertCounted(
            counted,
            "EXPORT_NOT_WRITTEN: email",
            "EXPORT_REQUIRED_MISSING: ",
            "EXPORT_SHORTENED: first_name"
        );
        Assert.Equal("Ann Lee", Compose("salesforce", out _, ("full_name", "Ann Lee"))["LastName"]);
    }

    [Fact]
    public void Mailchimp_gets_month_and_day_and_the_address_in_one_cell()
    {
        var row = Compose("mailchimp", out var counted);
        Assert.Equal(("a@x.com", "05/09"), (row["Email Address"], row["Birthday"]));
        Assert.Equal("1 Navy Way  Suite 4  Arlington  VA  22202  US", row["Address"]);
        Assert.Equal("\"Friends\",\"VIP\"", row["TAGS"]);
        Assert.DoesNotContain("MEMBER_RATING", row.Keys);
        Assert.DoesNotContain("OPTIN_TIME", row.Keys);
        AssertCounted(
            counted,
            "EXPORT_NOT_WRITTEN: custom.Business Street custom.Shoe size department email_2 email_3 external_id fax gender home_phone middle_name name_prefix name_suffix nickname other_phone owner",
            "EXPORT_READ_ONLY: created_at updated_at"
        );
        Compose("mailchimp", out counted, ("first_name", "Ann"), ("city", "Arlington"), ("birthday", "1990-05-09"));
        AssertCounted(counted, "EXPORT_NOT_WRITTEN: city", "EXPORT_REQUIRED_MISSING: ", "EXPORT_SHORTENED: birthday");
    }

    [Fact]
    public void WeCom_gets_an_account_that_it_takes_and_phones_as_it_writes_them()
    {
        var row = Compose("wecom", out var counted);
        Assert.Equal(["姓名", "帐号", "别名", "职务", "部门", "性别", "手机", "座机", "个人邮箱"], row.Keys);
        Assert.Equal(("Dr. Ann Bea Lee Jr.", "A-17", "女"), (row["姓名"], row["帐号"], row["性别"]));
        Assert.Equal(("+86 13800138000", "+12125550100,123"), (row["手机"], row["座机"]));
        Assert.Matches(Account(), row["帐号"]);
        AssertCounted(
            counted,
            "EXPORT_NOT_WRITTEN: birthday city company consent country custom.Business Street custom.Shoe size email_2 email_3 fax home_phone name_prefix name_suffix notes other_phone owner postal_code state street street_2 tags website"
        );
        var other = Compose(
            "wecom",
            out counted,
            ("full_name", "Li"),
            ("external_id", "№ 7"),
            ("email", "l@x.cn"),
            ("mobile", "1")
        );
        Assert.Equal("l@x.cn", other["帐号"]);
        AssertCounted(counted, "EXPORT_FILLED: email", "EXPORT_NOT_WRITTEN: external_id");
        var bare = Compose("wecom", out counted, ("full_name", "王伟"), ("mobile", "+8613800138000;ext=9"));
        Assert.Equal(("8613800138000", "+86 13800138000"), (bare["帐号"], bare["手机"]));
        AssertCounted(counted, "EXPORT_FILLED: mobile", "EXPORT_SHORTENED: mobile");
    }

    [Fact]
    public void WeCom_gets_a_mobile_number_as_such_wherever_the_record_has_it()
    {
        var row = Compose("wecom", out var counted, ("full_name", "张伟"), ("phone", "+8613800138000"));
        Assert.Equal(("+86 13800138000", "", "8613800138000"), (row["手机"], row["座机"], row["帐号"]));
        AssertCounted(counted, "EXPORT_FILLED: phone");
        row = Compose("wecom", out counted, ("full_name", "张伟"), ("phone", "+861065529988"), ("external_id", "a1"));
        Assert.Equal(("", "+861065529988"), (row["手机"], row["座机"]));
        row = Compose(
            "wecom",
            out counted,
            ("full_name", "张伟"),
            ("phone", "+8613800138000"),
            ("mobile", "+8613900139000"),
            ("external_id", "a1")
        );
        Assert.Equal(("+86 13900139000", "+8613800138000"), (row["手机"], row["座机"]));
        Assert.Empty(counted);
    }

    [Theory]
    [InlineData("hubspot", "email", "a@x.com", "Invoices", true)]
    [InlineData("outlook", "email", "a@x.com", "Invoices", true)]
    [InlineData("outlook", "email_2", "a@x.com", "Home", true)]
    [InlineData("hubspot", "phone", "+12125550100", "Night desk", true)]
    [InlineData("outlook", "phone", "+12125550100", "Night desk", true)]
    [InlineData("salesforce", "phone", "+12125550100", "Night desk", true)]
    [InlineData("google", "phone", "+12125550100", "Night desk", false)]
    [InlineData("outlook", "other_phone", "+12125550100", "Car", false)]
    [InlineData("hubspot", "phone", "+12125550100", "Work", false)]
    [InlineData("hubspot", "phone", "+12125550100", "Arbeit", false)]
    [InlineData("hubspot", "phone", "+12125550100", "Home", true)]
    [InlineData("hubspot", "city", "Rome", "Holidays", true)]
    [InlineData("outlook", "city", "Rome", "Holidays", true)]
    [InlineData("outlook", "city", "Rome", "Home", false)]
    [InlineData("google", "city", "Rome", "Holidays", false)]
    public void A_label_that_no_column_says_is_counted_with_its_value(
        string format,
        string field,
        string value,
        string label,
        bool isCounted
    )
    {
        var kept = field == "city" ? "custom.address_label" : $"custom.{field}_label";
        var owner = format == "salesforce" ? ("last_name", "Lee") : ("first_name", "Ann");
        Compose(format, out var counted, owner, (field, value), (kept, label));
        AssertCounted(counted, isCounted ? [$"EXPORT_SHORTENED: {field}"] : []);
    }

    [Fact]
    public void A_value_that_repeats_in_a_whole_name_is_no_loss()
    {
        Compose(
            "hubspot",
            out var counted,
            ("full_name", "Dr. Ann \"Annie\" Lee, Jr."),
            ("name_prefix", "Dr."),
            ("first_name", "Ann"),
            ("nickname", "Annie"),
            ("last_name", "Lee"),
            ("name_suffix", "Jr.")
        );
        Assert.Empty(counted);
    }

    [Theory]
    [InlineData("google", "First Name", "Organization Name", "")]
    [InlineData("outlook", "First Name", "Company", "")]
    [InlineData("salesforce", "LastName", "Account Name", "Acme Ltd")]
    public void An_organization_is_no_first_name(
        string format,
        string nameHeader,
        string companyHeader,
        string expected
    )
    {
        var row = Compose(format, out var counted, ("full_name", "Acme Ltd"), ("company", "Acme Ltd"));
        Assert.Equal((expected, "Acme Ltd"), (row[nameHeader], row[companyHeader]));
        Assert.Empty(counted);
    }

    [Theory]
    [InlineData("google", "Birthday", "1990-05-09", "1990-05-09")]
    [InlineData("google", "Birthday", "1990-05", "")]
    [InlineData("outlook", "Birthday", "1990-05-09", "1990-05-09")]
    [InlineData("outlook-com", "Birthday", "--02-29", "1604-02-29")]
    [InlineData("outlook", "Birthday", "1990", "")]
    [InlineData("salesforce", "Birthdate", "1990-05-09", "1990-05-09")]
    [InlineData("hubspot", "Date of birth", "--05-09", "--05-09")]
    public void Birthdays_are_written_as_the_program_reads_them_or_counted(
        string format,
        string header,
        string birthday,
        string expected
    )
    {
        var row = Compose(format, out var counted, ("last_name", "Lee"), ("birthday", birthday));
        Assert.Equal(expected, row[header]);
        AssertCounted(counted, expected.Length == 0 ? ["EXPORT_NOT_WRITTEN: birthday"] : []);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();

    static void AssertCounted(string[] counted, params string[] expected) => Assert.Equal(expected, counted);

    static Dictionary<string, string> Compose(string format, out string[] counted) =>
        Compose(format, out counted, contact);

    static Dictionary<string, string> Compose(
        string name,
        out string[] counted,
        params (string Field, string Value)[] values
    )
    {
        var layout = TableBatch.Layout([.. values.Select(value => value.Field)]);
        var batch = TableBatch.Of(layout, 0, [.. values.Select(value => value.Value)]);
        var output = FormatOutput.Create(FormatCatalog.Find(name)!, [.. values.Select(value => value.Field)]);
        var composer = new FormatComposer(output);
        composer.Compose(batch, 0);
        counted =
        [
            .. batch
                .Counts.Entries.GroupBy(entry => entry.Code.Name, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    $"{group.Key}: {string.Join(' ', group.Select(entry => entry.Column < 0 ? "" : layout.Columns[entry.Column].Field!.Name).Order(StringComparer.Ordinal))}"
                ),
        ];
        return output
            .Columns.Select((column, index) => (column.Header, Value: Encoding.UTF8.GetString(composer.Value(index))))
            .ToDictionary(entry => entry.Header, entry => entry.Value, StringComparer.Ordinal);
    }
}

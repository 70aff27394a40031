using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class HeaderMapperTests
{
    [Theory]
    [InlineData("E-mail Address", "email")]
    [InlineData(" *EMAIL (required)", "email")]
    [InlineData("Razão Social", "company")]
    [InlineData("Nome Fantasia", "company")]
    [InlineData("Company / Organisation", "company")]
    [InlineData("Data Nasc.", "birthday")]
    [InlineData("Attendee Name", "full_name")]
    [InlineData("Cognome e Nome", "full_name")]
    [InlineData("Prov.", "state")]
    [InlineData("Alternate No", "other_phone")]
    [InlineData("Address (Street, No.)", "street")]
    [InlineData("Ｅ－ｍａｉｌ", "email")]
    [InlineData("E-mail 2 Address", "email_2")]
    [InlineData("Work Phone", "phone")]
    [InlineData("Phone 1 - Value", "phone")]
    [InlineData("voice", "phone")]
    [InlineData("Cell", "mobile")]
    [InlineData("SMS", "mobile")]
    [InlineData("Zip", "postal_code")]
    [InlineData("Zip/Postal Code", "postal_code")]
    [InlineData("Organisation", "company")]
    [InlineData("Given Name", "first_name")]
    [InlineData("given_name", "first_name")]
    [InlineData("Surname", "last_name")]
    [InlineData("D.O.B.", "birthday")]
    [InlineData("birth_date", "birthday")]
    [InlineData("other_names", "nickname")]
    [InlineData("Salutation", "name_prefix")]
    [InlineData("MailingStreet", "street")]
    [InlineData("Address 1 - City", "city")]
    [InlineData("Business Country/Region", "country")]
    [InlineData("Mailing State/Province", "state")]
    [InlineData("Web Page", "website")]
    [InlineData("Group Membership", "tags")]
    [InlineData("Contact owner", "owner")]
    [InlineData("Last Modified Date", "updated_at")]
    [InlineData("OPTIN_TIME", "created_at")]
    [InlineData("Record ID", "external_id")]
    [InlineData("LinkedIn", null)]
    [InlineData("Connected On", null)]
    [InlineData("AccountId", null)]
    [InlineData("IP Address", null)]
    [InlineData("HasOptedOutOfEmail", "consent")]
    [InlineData("", null)]
    [InlineData("***", null)]
    public void A_header_is_mapped_by_its_alias(string header, string? field) =>
        Assert.Equal(field, Map([header]).Layout.Columns[0].Field?.Name);

    [Fact]
    public void The_names_of_fields_map_to_themselves()
    {
        var names = Etl.Core.Schema.ContactFields.All.Select(field => field.Name).Append("custom.Shoe size").ToArray();
        var layout = Map(names).Layout;
        Assert.All(layout.Columns, column => Assert.Equal(column.Header, column.Field?.Name));
        Assert.All(
            layout.Columns.Where(column => column.Header != "title"),
            column => Assert.Equal("name", column.MappedBy)
        );
    }

    [Fact]
    public void A_report_of_salesforce_is_mapped()
    {
        string[] headers =
        [
            "Id",
            "AccountId",
            "Salutation",
            "FirstName",
            "LastName",
            "Name",
            "Email",
            "Phone",
            "MobilePhone",
            "Title",
        ];
        Assert.Equal(
            "external_id,-,name_prefix,first_name,last_name,full_name,email,phone,mobile,title",
            Fields(Map(headers))
        );
    }

    [Fact]
    public void Title_beside_a_job_title_is_a_name_prefix() =>
        Assert.Equal("name_prefix,first_name,title", Fields(Map(["Title", "First Name", "Job Title"])));

    [Fact]
    public void The_better_alias_wins_and_further_addresses_go_to_the_next_field()
    {
        var mapping = Map(["Work Email", "Email", "Personal Email", "Other Email"]);
        Assert.Equal("email_3,email,-,email_2", Fields(mapping));
        var finding = Assert.Single(mapping.Findings);
        Assert.Equal(MappingFindingKind.Conflict, finding.Kind);
        Assert.Contains("\"Personal Email\" (#3)", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_empty_in_the_sample_gives_way()
    {
        string[] headers = ["Primary Phone", "Business Phone"];
        var evidence = Evidence(2, (0, ["", ""]), (1, ["+1 212 555 0100", ""]));
        Assert.Equal("other_phone,phone", Fields(HeaderMapper.Map(headers, new MappingOptions(), evidence)));
    }

    [Fact]
    public void A_column_that_the_program_of_a_known_file_does_not_know_is_kept_unless_something_else_is_said()
    {
        string[] headers =
        [
            "Record ID",
            "Contact owner",
            "Create Date",
            "Lead Status",
            "Email",
            "Favourite Colour",
            "SSN",
            "Main Email",
            "WeChat",
        ];
        const string Known = "external_id,owner,created_at,custom.Lead Status,email,";
        var mapping = Map(headers);
        Assert.Equal(Known + "custom.Favourite Colour,-,email_2,custom.wechat", Fields(mapping));
        Assert.Equal(MappingSources.Kept, mapping.Layout.Columns[5].MappedBy);
        Assert.Equal("SSN", headers[Assert.Single(mapping.Findings).Column]);
        var inPlace = HeaderMapper.Map(headers, new MappingOptions { Arranges = false });
        Assert.Null(inPlace.Layout.Columns[5].Field);
        var without = HeaderMapper.Map(headers, new MappingOptions { Ignore = ["Favourite Colour"] });
        Assert.Null(without.Layout.Columns[5].Field);
        var conflict = Map([.. headers, "Home Email", "Personal Email"]);
        Assert.Equal("custom.Personal Email", conflict.Layout.Columns[^1].Field?.Name);
        Assert.Single(conflict.Findings);
        Assert.Throws<JobException>(() =>
            HeaderMapper.Map(headers, new MappingOptions { Unmapped = UnmappedColumns.Fail })
        );
    }

    [Fact]
    public void A_further_phone_never_becomes_a_match_key() =>
        Assert.Equal("phone,other_phone,-", Fields(Map(["Phone", "Business Phone", "Work Phone"])));

    [Fact]
    public void One_address_is_chosen_whole()
    {
        string[] headers = ["Home Street", "Home City", "Business Street", "Business City", "Home Country"];
        Assert.Equal("street,city,-,-,country", Fields(Map(headers)));
    }

    [Fact]
    public void The_address_with_values_is_chosen()
    {
        string[] headers =
        [
            "Home Street",
            "Home City",
            "Business Street",
            "Business City",
            "Business State",
            "Country",
        ];
        var mapping = HeaderMapper.Map(
            headers,
            new MappingOptions(),
            Evidence(headers.Length, (0, ["1 A St"]), (1, ["Rome"]))
        );
        Assert.Equal("street,city,-,-,-,country", Fields(mapping));
    }

    [Fact]
    public void The_day_of_birth_beside_a_year_is_no_birthday() =>
        Assert.Equal("-,-,-", Fields(Map(["Birth Year", "Birth Month", "Birth Day"])));

    [Fact]
    public void A_state_of_words_for_a_status_is_kept_in_the_file_of_a_known_program()
    {
        string[] headers = ["Record ID", "First Name", "Email", "Lifecycle Stage", "Lead Status", "State"];
        var options = new MappingOptions { Arranges = true };
        var mapping = HeaderMapper.Map(headers, options, Evidence(6, (5, ["active", "Closed", "active"])));
        Assert.Equal("hubspot", mapping.Format?.Format.Name);
        Assert.Equal("custom.State", mapping.Layout.Columns[^1].Field?.Name);
        Assert.Equal(MappingFindingKind.Doubtful, Assert.Single(mapping.Findings).Kind);
    }

    [Theory]
    [InlineData("Source", "custom.Source")]
    [InlineData("column_38", "custom.column_38")]
    public void What_stands_behind_the_columns_of_Thunderbird_is_kept(string header, string field)
    {
        string[] headers =
        [
            .. FormatCatalog.Find("thunderbird")!.Columns.Select(column => column.HeaderOf(1)).Append(header),
        ];
        var mapping = HeaderMapper.Map(headers, new MappingOptions { Arranges = true });
        Assert.Equal("thunderbird", mapping.Format?.Format.Name);
        Assert.Equal(field, mapping.Layout.Columns.Single(column => column.Header == header).Field?.Name);
    }

    [Fact]
    public void A_state_of_words_for_a_status_is_not_mapped()
    {
        string[] headers = ["Email", "State"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions(), Evidence(2, (1, ["active", "Closed", "active"])));
        Assert.Equal("email,-", Fields(mapping));
        Assert.Equal(MappingFindingKind.Doubtful, Assert.Single(mapping.Findings).Kind);
        Assert.Equal(
            "email,state",
            Fields(HeaderMapper.Map(headers, new MappingOptions(), Evidence(2, (1, ["ak", "TX"]))))
        );
    }

    [Theory]
    [InlineData("IL", "state")]
    [InlineData("Illinois", "state")]
    [InlineData("12 Main", "street")]
    [InlineData("active", "-")]
    public void St_is_a_state_unless_its_values_say_otherwise(string value, string field)
    {
        string[] headers = ["Email", "ST"];
        Assert.Equal(
            $"email,{field}",
            Fields(HeaderMapper.Map(headers, new MappingOptions(), Evidence(2, (1, [value, value, value]))))
        );
    }

    [Theory]
    [InlineData("Email", "Anna 12", "email")]
    [InlineData("Phone", "call me", "phone")]
    [InlineData("DOB", "unclear", "birthday")]
    public void A_column_without_one_fitting_value_is_refused_with_the_evidence(
        string header,
        string value,
        string field
    )
    {
        var evidence = Evidence(1, (0, [.. Enumerable.Repeat(value, ColumnEvidence.ValuesMin)]));
        var error = Assert.Throws<JobException>(() => HeaderMapper.Map([header], new MappingOptions(), evidence));
        Assert.Contains($"\"{header}\" (#1)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{field}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 %", error.Message, StringComparison.Ordinal);
        Assert.Contains("--ignore", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
        var few = Evidence(1, (0, [.. Enumerable.Repeat(value, ColumnEvidence.ValuesMin - 1)]));
        Assert.Equal(field, Fields(HeaderMapper.Map([header], new MappingOptions(), few)));
    }

    [Fact]
    public void A_doubtful_column_that_the_user_mapped_is_refused()
    {
        var options = new MappingOptions { Set = [ColumnAssignment.Parse("Region=state")] };
        var evidence = Evidence(1, (0, ["open", "closed", "open"]));
        Assert.Contains("--set", Refused(["Region"], options, evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_wins_over_name_and_alias()
    {
        var options = new MappingOptions
        {
            Set = [ColumnAssignment.Parse("mail 2=email"), ColumnAssignment.Parse("#3=custom.Score")],
        };
        var mapping = HeaderMapper.Map(["email", "Mail 2", "Phone"], options);
        Assert.Equal("email_2,email,custom.Score", Fields(mapping));
        Assert.Equal("set", mapping.Layout.Columns[1].MappedBy);
    }

    [Fact]
    public void Ignored_columns_stay_out_even_when_others_are_kept()
    {
        var options = new MappingOptions { Ignore = ["Phone", "#3"], Unmapped = UnmappedColumns.Keep };
        Assert.Equal("email,-,-,custom.Colour", Fields(HeaderMapper.Map(["Email", "Phone", "X", "Colour"], options)));
    }

    [Fact]
    public void Unmapped_columns_stop_the_job_when_asked() =>
        Assert.Contains(
            "\"Colour\" (#2)",
            Refused(["Email", "Colour"], new MappingOptions { Unmapped = UnmappedColumns.Fail }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Emial=email", "Did you mean \"Email\"")]
    [InlineData("#9=email", "by position")]
    [InlineData("Name=email", "Its columns are \"Email\", \"Phone\"")]
    public void An_unknown_column_is_answered_with_the_nearest_and_the_list(string set, string part) =>
        Assert.Contains(
            part,
            Refused(["Email", "Phone"], new MappingOptions { Set = [ColumnAssignment.Parse(set)] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_columns_cannot_feed_one_field() =>
        Assert.Contains(
            "second column",
            Refused(
                ["A", "B"],
                new MappingOptions { Set = [ColumnAssignment.Parse("A=email"), ColumnAssignment.Parse("B=email")] }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Set_and_ignore_of_one_column_contradict() =>
        Assert.Contains(
            "give one of the two",
            Refused(["A"], new MappingOptions { Set = [ColumnAssignment.Parse("A=email")], Ignore = ["a"] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Defaults_fill_a_mapped_column_or_add_one()
    {
        var options = new MappingOptions
        {
            Defaults = [FieldDefault.Parse("country=US"), FieldDefault.Parse("tags=a=b")],
            Owner = OwnerAssignment.Parse("round-robin: ann, bob"),
        };
        var layout = HeaderMapper.Map(["Country", "Email"], options).Layout;
        Assert.Equal("US"u8, layout.Columns[0].Default!);
        Assert.Equal(["tags", "owner"], layout.Columns.Skip(2).Select(column => column.Header));
        Assert.Equal("a=b"u8, layout.Columns[2].Default!);
        Assert.Null(layout.Columns[3].Default);
        Assert.Equal(-1, layout.Columns[3].SourceIndex);
    }

    [Fact]
    public void Two_owners_are_refused() =>
        Assert.Contains(
            "two defaults",
            Refused(
                ["A"],
                new MappingOptions { Defaults = [FieldDefault.Parse("owner=x")], Owner = OwnerAssignment.Parse("y") }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_column_of_addresses_without_a_known_header_is_pointed_out()
    {
        var evidence = Evidence(1, (0, ["a@b.c", "d@e.f", "g@h.i", "j@k.l", "m@n.o"]));
        var finding = Assert.Single(HeaderMapper.Map(["column_1"], new MappingOptions(), evidence).Findings);
        Assert.Equal(MappingFindingKind.Hint, finding.Kind);
        Assert.Contains("--set \"#1=email\"", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_list_of_officials_is_mapped()
    {
        const string Headers =
            "id,name,given_name,family_name,gender,birth_date,email,party,office,address,voice,fax,other_names,status,state,twitter,facebook,source_url";
        Assert.Equal(
            "external_id,full_name,first_name,last_name,gender,birthday,email,-,-,street,phone,fax,nickname,-,state,-,-,-",
            Fields(Map(Headers.Split(',')))
        );
    }

    static HeaderMapping Map(string[] headers) => HeaderMapper.Map(headers, new MappingOptions());

    static string Refused(string[] headers, MappingOptions options, IReadOnlyList<ColumnEvidence>? evidence = null) =>
        Assert.Throws<JobException>(() => HeaderMapper.Map(headers, options, evidence)).Message;

    static string Fields(HeaderMapping mapping) =>
        string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"));

    static ColumnEvidence[] Evidence(int columnCount, params (int Column, string[] Values)[] samples)
    {
        var evidence = Enumerable.Range(0, columnCount).Select(_ => new ColumnEvidence()).ToArray();
        foreach (var (column, values) in samples)
        {
            foreach (var value in values)
            {
                evidence[column].Add(value);
            }
        }
        return evidence;
    }
}

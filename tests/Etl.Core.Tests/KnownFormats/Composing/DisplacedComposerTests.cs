using System.Text;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests.KnownFormats.Composing;

/// <summary>Custom fields that are called like a column of the program, beside a contact whose own values go there.</summary>
public sealed class DisplacedComposerTests
{
    static readonly (string Field, string Value)[] contact =
    [
        .. ContactFields
            .All.Where(field => !field.IsCustom && field.Name is not ("consent" or "created_at" or "updated_at"))
            .Select(field => (field.Name, ValueOf(field))),
        ("consent", "unsubscribed"),
    ];

    public static TheoryData<string> Formats => [.. FormatCatalog.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_custom_field_vanishes_whatever_column_it_is_called_like(string format)
    {
        // Labels are written with their values.
        var columns = FormatCatalog.Find(format)!.Columns.Where(column => column.Rule.Part != "label");
        foreach (var header in columns.Select(column => column.HeaderOf(1)).Distinct())
        {
            const string Value = "Vq7q";
            var custom = ContactField.CustomPrefix + header;
            var row = Compose(format, out var counted, [.. contact, (custom, Value)]);
            Assert.True(
                row.Any(entry => entry.Value.Contains(Value, StringComparison.Ordinal)) || counted.Contains(custom),
                $"{format} {header}"
            );
            foreach (var (field, value) in contact.Where(entry => IsWrittenAsItIs(entry.Field)))
            {
                Assert.True(
                    row.Any(entry => entry.Value.Contains(value, StringComparison.Ordinal)) || counted.Contains(field),
                    $"{format} {header}: {field}"
                );
            }
        }
    }

    [Theory]
    [InlineData("hubspot", "Email", "email")]
    [InlineData("hubspot", "City", "city")]
    [InlineData("hubspot", "phone number", "phone")]
    [InlineData("hubspot-names", "phone", "phone")]
    public void Programs_that_take_any_column_get_one_for_it(string format, string name, string field)
    {
        var row = Compose(format, out var counted, ("last_name", "Lee"), (field, "own"), ("custom." + name, "other"));
        Assert.Equal("other", row.Single(entry => entry.Header == name + " (custom)").Value);
        Assert.Contains(row, entry => entry.Value == "own");
        Assert.Empty(counted);
    }

    [Fact]
    public void A_custom_field_keeps_the_column_of_its_name_where_nothing_else_goes_there()
    {
        var row = Compose("hubspot", out _, ("last_name", "Lee"), ("city", ""), ("custom.City", "Chicago"));
        Assert.Equal("Chicago", row.Single(entry => entry.Header == "City").Value);
        Assert.Equal("", row.Single(entry => entry.Header == "City (custom)").Value);
    }

    [Fact]
    public void Google_gets_it_as_a_pair_of_name_and_value()
    {
        var row = Compose("google", out var counted, ("notes", "own"), ("custom.Notes", "other"));
        Assert.Equal("Notes", row.Single(entry => entry.Header == "Custom Field 1 - Label").Value);
        Assert.Equal("other", row.Single(entry => entry.Header == "Custom Field 1 - Value").Value);
        Assert.Equal("own", row.Single(entry => entry.Header == "Notes").Value);
        Assert.Empty(counted);
    }

    [Fact]
    public void A_program_without_room_for_it_has_it_counted()
    {
        Compose("salesforce", out var counted, ("last_name", "Lee"), ("phone", "1"), ("custom.Phone", "2"));
        Assert.Equal(["custom.Phone"], counted);
    }

    [Fact]
    public void What_was_put_behind_its_name_is_taken_off_again_when_the_file_is_read()
    {
        string[] headers = ["Record ID", "First Name", "Email", "Lifecycle Stage", "Lead Status", "Email (custom)"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions { Arranges = true });
        Assert.Equal("hubspot", mapping.Format?.Format.Name);
        Assert.Equal("custom.Email", mapping.Layout.Columns[^1].Field?.Name);
    }

    static string ValueOf(ContactField field) =>
        field.Kind switch
        {
            FieldKind.Phone => FormattableString.Invariant($"+1212555{1000 + field.Name.Length}"),
            FieldKind.Date => "1980-05-13",
            FieldKind.Email => field.Name + "@x.com",
            _ => field.Name switch
            {
                "gender" => "female",
                "full_name" => "Xfirst_name Xmiddle_name Xlast_name",
                var name => "X" + name,
            },
        };

    static bool IsWrittenAsItIs(string field) =>
        field is not ("consent" or "gender" or "birthday" or "full_name")
        && ContactFields.Find(field)!.Kind != FieldKind.Phone;

    static (string Header, string Value)[] Compose(
        string name,
        out HashSet<string> counted,
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
                .Counts.Entries.Where(entry => entry.Column >= 0)
                .Select(entry => layout.Columns[entry.Column].Field!.Name),
        ];
        return [.. output.Headers.Select((header, index) => (header, Encoding.UTF8.GetString(composer.Value(index))))];
    }
}

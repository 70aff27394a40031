using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization.Spreading;

public sealed class DerivedColumnsTests
{
    [Fact]
    public void Columns_are_added_when_the_sample_shows_a_need()
    {
        Assert.Equal(["email_2", "email_3"], Added(["email", "city"], ["a@x.com", "Rome"], ["a@x.com;b@x.com", ""]));
        Assert.Empty(Added(["email", "city"], ["a@x.com", "a@x.com;b@x.com"]));
    }

    [Fact]
    public void A_field_that_a_column_feeds_or_that_the_user_left_out_gets_no_second_column()
    {
        Assert.Equal(["email_3"], Added(["email", "email_2"], ["a@x.com;b@x.com", ""]));
        Assert.Equal(["email_2"], Added(["email", "EMAIL_3!"], ["a@x.com;b@x.com", ""]));
    }

    [Fact]
    public void Added_columns_stand_behind_those_of_the_input_and_are_named_in_a_finding()
    {
        var batch = Sample(["email", "city"], ["a@x.com b@x.com", "Rome"]);
        var mapping = DerivedColumns.Add(
            new HeaderMapping(batch.Layout, []),
            DerivedColumns.Find(batch.Layout, batch, null).ToList(),
            []
        );
        Assert.Equal(["email", "city", "email_2", "email_3"], mapping.Layout.Columns.Select(column => column.Header));
        Assert.Equal([0, 1, -1, -1], mapping.Layout.Columns.Select(column => column.SourceIndex));
        Assert.Equal(2, mapping.Layout.SourceColumnCount);
        Assert.All(mapping.Layout.Columns.Skip(2), column => Assert.Equal(MappingSources.Derived, column.MappedBy));
        Assert.Equal(MappingFindingKind.Derived, Assert.Single(mapping.Findings).Kind);
    }

    [Fact]
    public void What_is_spread_is_cleaned_before_the_columns_that_it_goes_to()
    {
        string[] fields = ["email_3", "email_2", "city", "email", "country"];
        var layout = Sample(fields).Layout;
        var order = Normalizers
            .Plan(layout, NormalizationOptions.Default)
            .Select(planned => layout.Columns[planned.Column].Field!.Name)
            .ToList();
        Assert.Equal("country", order[0]);
        Assert.True(order.IndexOf("email") < order.IndexOf("email_2"));
        Assert.True(order.IndexOf("email_2") < order.IndexOf("email_3"));
    }

    [Fact]
    public void No_rule_goes_in_a_circle_and_each_names_fields_that_exist()
    {
        foreach (var rule in SpreadRules.All)
        {
            Assert.All(
                rule.Targets.Append(rule.Field).Append(rule.Rest ?? rule.Field),
                field => Assert.NotNull(ContactFields.Find(field))
            );
            Assert.All(
                rule.Targets,
                target => Assert.True(SpreadRules.OrderOf(rule.Field) < SpreadRules.OrderOf(target), target)
            );
        }
        Assert.Equal(SpreadRules.All.Count, SpreadRules.All.Select(rule => rule.Field).Distinct().Count());
    }

    [Fact]
    public void More_values_than_targets_need_the_rest_too()
    {
        Assert.Equal(
            ["email_2", "email_3", "custom.more_emails"],
            Added(["email"], ["a@x.com;b@x.com;c@x.com;d@x.com"])
        );
        Assert.Equal(["custom.more_phones"], Added(["other_phone"], ["202-555-0143; 202-555-0144"]));
        Assert.Equal(["custom.more_faxes"], Added(["fax"], ["202-555-0143; 202-555-0144"]));
    }

    [Fact]
    public void Room_is_made_for_all_values_of_a_kind_and_at_last_for_the_rest()
    {
        var layout = Sample(["phone", "mobile", "email"]).Layout;
        var phone = ContactFields.Find("phone")!;
        var room = DerivedColumns.FindRoom(layout, phone);
        Assert.Equal(["home_phone", "other_phone"], room.Select(field => field.Name));
        Assert.Equal(room, DerivedColumns.FindRoom(layout, ContactFields.Find("mobile")!));
        var more = DerivedColumns.Add(new HeaderMapping(layout, []), room, []).Layout;
        var rest = DerivedColumns.FindRoom(more, phone);
        Assert.Equal(["custom.more_phones"], rest.Select(field => field.Name));
        var all = DerivedColumns.Add(new HeaderMapping(more, []), rest, []).Layout;
        Assert.Empty(DerivedColumns.FindRoom(all, phone));
        Assert.Empty(DerivedColumns.FindRoom(all, ContactFields.Find("full_name")!));
    }

    [Fact]
    public void Spare_columns_are_added_without_a_word()
    {
        var layout = Sample(["email", "city"]).Layout;
        var mapping = DerivedColumns.Add(new HeaderMapping(layout, []), [], DerivedColumns.FindAll(layout));
        Assert.Equal(
            ["email", "city", "email_2", "email_3", "custom.more_emails"],
            mapping.Layout.Columns.Select(column => column.Header)
        );
        Assert.Empty(mapping.Findings);
    }

    static IEnumerable<string> Added(string[] fields, params string[][] rows)
    {
        var batch = Sample(fields, rows);
        return DerivedColumns.Find(batch.Layout, batch, null).Select(field => field.Name);
    }

    // A name with ! is a header that feeds nothing.
    static RecordBatch Sample(string[] fields, params string[][] rows)
    {
        var plans = fields.Select(
            (field, index) =>
                field.EndsWith('!')
                    ? new ColumnPlan(field.TrimEnd('!'), index, null, MappingSources.Ignored)
                    : new ColumnPlan(field, index, ContactFields.Find(field), MappingSources.Name)
        );
        return CleaningBench.Batch(
            new BatchLayout([.. plans]),
            [.. rows.Select(row => row.Select(Encoding.UTF8.GetBytes).ToArray())]
        );
    }
}

using System.Globalization;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.KnownFormats.Composing;

/// <summary>Rows of Google's files placed in fields, written for Google, and placed again.</summary>
public sealed class GoogleRoundTripTests
{
    const int Seed = 20_240_309;
    const int RowCount = 1_500;

    static readonly string[] known = ["Phonetic First Name", "File As", "Organization Name", "Labels"];
    static readonly string[] phoneLabels =
    [
        "",
        "Mobile",
        "Cell",
        "Home",
        "Work",
        "Work 2",
        "Work Fax",
        "Home Fax",
        "Other",
        "Main",
        "Pager",
        "Ski hut",
    ];
    static readonly string[] labels = ["", "Home", "Work", "Other"];
    static readonly string[] addressParts =
    [
        "Street",
        "City",
        "PO Box",
        "Region",
        "Postal Code",
        "Country",
        "Extended Address",
    ];

    [Fact]
    public void More_values_than_fields_are_all_written_with_their_labels()
    {
        var row = new Dictionary<string, string>
        {
            ["E-mail 1 - Label"] = "* Work",
            ["E-mail 1 - Value"] = "a@x.y ::: b@x.y",
            ["E-mail 2 - Label"] = "Home",
            ["E-mail 2 - Value"] = "c@x.y",
            ["E-mail 3 - Label"] = "Other",
            ["E-mail 3 - Value"] = "d@x.y",
            ["E-mail 4 - Label"] = "Home",
            ["E-mail 4 - Value"] = "e@x.y",
        };
        var written = Write(Place(row), out var counted);
        Assert.Empty(counted);
        Assert.Equal(
            [("Work", "a@x.y ::: b@x.y"), ("Home", "c@x.y"), ("Other", "d@x.y"), ("Home", "e@x.y")],
            Enumerable.Range(1, 4).Select(n => (written[$"E-mail {n} - Label"], written[$"E-mail {n} - Value"]))
        );
    }

    [Fact]
    public void An_address_that_stands_behind_another_is_marked_as_the_primary_one()
    {
        var row = new Dictionary<string, string>
        {
            ["Address 1 - Label"] = "Home",
            ["Address 1 - Street"] = "1 A St",
            ["Address 2 - Label"] = "* Work",
            ["Address 2 - Street"] = "2 B St",
        };
        var written = Write(Place(row), out _);
        Assert.Equal(("* Work", "2 B St"), (written["Address 2 - Label"], written["Address 2 - Street"]));
        Assert.Equal(("Home", "1 A St"), (written["Address 1 - Label"], written["Address 1 - Street"]));
    }

    [Fact]
    public void Columns_of_groups_are_told_by_their_numbers_and_not_by_their_places()
    {
        var row = new Dictionary<string, string>
        {
            ["Address 2 - Street"] = "2 B St",
            ["Address 1 - Street"] = "1 A St",
            ["E-mail 2 - Value"] = "b@x.y",
            ["E-mail 1 - Value"] = "a@x.y",
        };
        var placed = Place(row);
        Assert.Equal(("1 A St", "a@x.y", "b@x.y"), (placed["street"], placed["email"], placed["email_2"]));
        Assert.Equal("2 B St", placed["custom.Address 2 - Street"]);
    }

    [Fact]
    public void Groups_that_no_field_holds_are_given_back()
    {
        string[] old = ["Given Name Yomi", "Group Membership", "E-mail 1 - Type", "Organization 1 - Name", "Yomi Name"];
        var row = new Dictionary<string, string>
        {
            ["IM 2 - Type"] = "Home",
            ["IM 2 - Service"] = "Skype",
            ["IM 2 - Value"] = "ada",
            ["Relation 1 - Value"] = "Anne",
        };
        var written = Write(Place(row, old), out var counted, "google-old");
        Assert.Empty(counted);
        Assert.Equal(
            ("Home", "Skype", "ada"),
            (written["IM 2 - Type"], written["IM 2 - Service"], written["IM 2 - Value"])
        );
        Assert.Equal("Anne", written["Relation 1 - Value"]);
    }

    [Fact]
    public void Any_row_keeps_its_fields_and_all_its_values()
    {
        var random = new Random(Seed);
        for (var index = 0; index < RowCount; index++)
        {
            var row = MakeRow(random);
            var first = Place(row);
            var written = Write(first, out var counted);
            var because = $"row {index} (seed {Seed}): {Describe(row)}\nwritten: {Describe(written)}";
            Assert.True(!counted.Contains(Codes.ExportNotWritten), because);
            Assert.True(!counted.Contains(Codes.ExportShortened), because);
            var again = Place(written);
            Assert.True(Describe(Modelled(first)) == Describe(Modelled(again)), because);
            Assert.True(Values(row).SequenceEqual(Values(written)), because);
        }
    }

    static Dictionary<string, string> MakeRow(Random random)
    {
        var row = new Dictionary<string, string>();
        var next = 0;
        AddPairs("E-mail", random.Next(5), labels);
        AddPairs("Phone", random.Next(8), phoneLabels);
        AddPairs("Website", random.Next(3), labels);
        var count = random.Next(4);
        var primary = random.Next(8);
        for (var number = 1; number <= count; number++)
        {
            row[$"Address {number} - Label"] = Label(labels, number == primary);
            var valueCount = ValueCount();
            foreach (var part in addressParts.Where(_ => random.Next(3) > 0))
            {
                row[$"Address {number} - {part}"] = Cell(valueCount);
            }
        }
        return row;

        void AddPairs(string name, int pairCount, string[] choice)
        {
            var primaryPair = random.Next(8);
            for (var number = 1; number <= pairCount; number++)
            {
                var value = random.Next(4) == 0 ? "" : Cell(ValueCount());
                row[$"{name} {number} - Label"] = value.Length == 0 ? "" : Label(choice, number == primaryPair);
                row[$"{name} {number} - Value"] = value;
            }
        }

        // Google marks one value of a kind as the primary one.
        string Label(string[] choice, bool isPrimary) => (isPrimary ? "* " : "") + choice[random.Next(choice.Length)];

        int ValueCount() => random.Next(4) == 0 ? 2 + random.Next(2) : 1;

        string Cell(int count) =>
            string.Join(
                " ::: ",
                Enumerable.Range(0, count).Select(_ => (next++).ToString(CultureInfo.InvariantCulture))
            );
    }

    static Dictionary<string, string> Place(Dictionary<string, string> row, string[]? header = null)
    {
        var names = header ?? known;
        // The columns that make the header Google's stand first and are empty.
        string[] headers = [.. names, .. row.Keys.Where(name => !names.Contains(name, StringComparer.Ordinal))];
        var mapping = HeaderMapper.Map(headers, new MappingOptions());
        var batch = TableBatch.Of(mapping.Layout, 0, [.. headers.Select(name => row.GetValueOrDefault(name, ""))]);
        mapping.Layout.Arrangement?.CreateArranger().Arrange(batch);
        return Enumerable
            .Range(0, batch.ColumnCount)
            .Where(column => mapping.Layout.Columns[column].Field is not null)
            .ToDictionary(
                column => mapping.Layout.Columns[column].Field!.Name,
                column => Encoding.UTF8.GetString(batch.Value(0, column))
            );
    }

    static Dictionary<string, string> Write(
        Dictionary<string, string> fields,
        out Code[] counted,
        string format = "google"
    )
    {
        var batch = TableBatch.Of(TableBatch.Layout([.. fields.Keys]), 0, [.. fields.Values]);
        var output = FormatOutput.Create(FormatCatalog.Find(format)!, fields.Keys);
        var composer = new FormatComposer(output);
        composer.Compose(batch, 0);
        counted = [.. batch.Counts.Entries.Select(entry => entry.Code)];
        return output
            .Columns.Select((column, index) => (column.Header, Value: Encoding.UTF8.GetString(composer.Value(index))))
            .ToDictionary(entry => entry.Header, entry => entry.Value);
    }

    static IEnumerable<KeyValuePair<string, string>> Modelled(Dictionary<string, string> row) =>
        row.Where(entry =>
            !entry.Key.StartsWith("custom.", StringComparison.Ordinal)
            || entry.Key.EndsWith("_label", StringComparison.Ordinal)
        );

    static string Describe(IEnumerable<KeyValuePair<string, string>> row) =>
        string.Join(
            "; ",
            row.Where(entry => entry.Value.Length > 0)
                .Order(Comparer<KeyValuePair<string, string>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key)))
                .Select(entry => $"{entry.Key}={entry.Value}")
        );

    static IEnumerable<string> Values(Dictionary<string, string> row) =>
        row.Where(entry => !entry.Key.EndsWith("Label", StringComparison.Ordinal))
            .SelectMany(entry => entry.Value.Split(" ::: ", StringSplitOptions.RemoveEmptyEntries))
            .Order(StringComparer.Ordinal);
}

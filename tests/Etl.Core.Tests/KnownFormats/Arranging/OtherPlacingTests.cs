using System.Text;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.KnownFormats.Arranging;

/// <summary>Google's fields of the user's own, from pairs of name and value to custom fields and back.</summary>
public sealed class OtherPlacingTests
{
    static readonly string[] headers =
    [
        "First Name",
        "Phone 1 - Label",
        "Phone 1 - Value",
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "Custom Field 1 - Label",
        "Custom Field 1 - Value",
        "Custom Field 2 - Label",
        "Custom Field 2 - Value",
    ];

    [Fact]
    public void A_pair_becomes_the_custom_field_of_its_name_and_is_written_as_a_pair_again()
    {
        var mapping = Map(["Shoe size", "Colour"]);
        var row = Arrange(mapping, ["Ann", "", "", "", "", "Shoe size", "37", "colour", "red"]);
        Assert.Equal("Colour=red Shoe size=37 first_name=Ann", Describe(row));

        string[] fields = [.. row.Keys];
        var batch = TableBatch.Of(TableBatch.Layout(fields), 0, [.. row.Values]);
        var output = FormatOutput.Create(FormatCatalog.Find("google")!, fields);
        var composer = new FormatComposer(output);
        composer.Compose(batch, 0);
        Assert.Empty(batch.Counts.Entries);
        var written = output
            .Columns.Select((column, index) => (column.Header, Encoding.UTF8.GetString(composer.Value(index))))
            .ToArray();
        string[] pairs =
        [
            .. Enumerable
                .Range(1, 2)
                .Select(number =>
                    $"{Value($"Custom Field {number} - Label")}={Value($"Custom Field {number} - Value")}"
                ),
        ];
        Assert.Equal(["Colour=red", "Shoe size=37"], pairs.Order(StringComparer.Ordinal));
        string Value(string header) => written.Single(entry => entry.Header == header).Item2;
    }

    [Fact]
    public void A_pair_whose_name_the_first_records_do_not_have_stays_and_keeps_its_room()
    {
        var mapping = Map(["Shoe size"]);
        var row = Arrange(mapping, ["Ann", "", "", "", "", "Hat size", "57", "Shoe size", "37"]);
        Assert.Equal(
            "Custom Field 1 - Label=Hat size Custom Field 1 - Value=57 Shoe size=37 first_name=Ann",
            Describe(row)
        );
        string[] fields = [.. row.Keys];
        var batch = TableBatch.Of(TableBatch.Layout(fields), 0, [.. row.Values]);
        new FormatComposer(FormatOutput.Create(FormatCatalog.Find("google")!, fields)).Compose(batch, 0);
        Assert.Empty(batch.Counts.Entries);
    }

    [Theory]
    [InlineData("Photo")]
    [InlineData("a:b")]
    public void A_name_that_would_be_read_otherwise_makes_no_field(string name) =>
        Assert.DoesNotContain(Map([name]).Layout.Columns, column => column.Field?.Name == "custom." + name);

    static HeaderMapping Map(string[] names)
    {
        var evidence = headers
            .Select(header => new ColumnEvidence { HoldsNames = FormatCatalog.HoldsNames(header) })
            .ToArray();
        Assert.Equal(2, evidence.Count(column => column.HoldsNames));
        foreach (var name in names)
        {
            evidence[5].Add(name);
        }
        return HeaderMapper.Map(headers, new MappingOptions(), evidence);
    }

    static Dictionary<string, string> Arrange(HeaderMapping mapping, string[] values)
    {
        var batch = TableBatch.Of(mapping.Layout, 0, values);
        mapping.Layout.Arrangement!.CreateArranger().Arrange(batch);
        return Enumerable
            .Range(0, batch.ColumnCount)
            .Where(column => mapping.Layout.Columns[column].Field is not null && !batch.Cell(0, column).IsEmpty)
            .ToDictionary(
                column => mapping.Layout.Columns[column].Field!.Name,
                column => Encoding.UTF8.GetString(batch.Value(0, column))
            );
    }

    static string Describe(Dictionary<string, string> row) =>
        string.Join(
            ' ',
            row.Select(entry => $"{entry.Key.Replace("custom.", "", StringComparison.Ordinal)}={entry.Value}")
                .Order(StringComparer.Ordinal)
        );
}

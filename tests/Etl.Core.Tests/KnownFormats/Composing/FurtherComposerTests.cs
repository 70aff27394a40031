using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.KnownFormats.Composing;

/// <summary>Values that were kept of another program's file, because a contact has one address and five numbers.</summary>
public sealed class FurtherComposerTests
{
    [Theory]
    [InlineData("Home", "Work", "Home Street", "Business Street")]
    [InlineData("Work", "Home", "Business Street", "Home Street")]
    [InlineData("Privat", "Arbeit", "Home Street", "Business Street")]
    [InlineData("", "Casa", "Business Street", "Home Street")]
    [InlineData("住宅", "其他", "Home Street", "Other Street")]
    public void Addresses_go_to_the_columns_of_their_labels(string own, string kept, string first, string second)
    {
        var row = Compose(
            "outlook",
            out var counted,
            ("street", "A St"),
            ("custom.address_label", own),
            ("custom.Address 2 - Label", kept),
            ("custom.Address 2 - Street", "B St"),
            ("custom.Address 2 - City", "Rome")
        );
        Assert.Equal(("A St", "B St"), (row[first], row[second]));
        Assert.Equal("Rome", row[second.Replace("Street", "City", StringComparison.Ordinal)]);
        Assert.Empty(counted);
    }

    [Fact]
    public void Phones_go_to_the_columns_of_their_labels_and_what_has_none_is_counted()
    {
        var row = Compose(
            "outlook",
            out var counted,
            ("phone", "1"),
            ("mobile", "2"),
            ("home_phone", "3"),
            ("custom.Phone 4 - Label", "Casa"),
            ("custom.Phone 4 - Value", "4 ::: 5"),
            ("custom.Phone 5 - Label", "Voiture"),
            ("custom.Phone 5 - Value", "6"),
            ("custom.Phone 6 - Label", "Pager"),
            ("custom.Phone 6 - Value", "7"),
            ("custom.Phone 7 - Label", "Telegraph"),
            ("custom.Phone 7 - Value", "8")
        );
        Assert.Equal(("4", "5", "6"), (row["Home Phone 2"], row["Other Phone"], row["Car Phone"]));
        Assert.Equal("7", row["Pager"]);
        Assert.DoesNotContain("8", row.Values);
        Assert.Equal([Codes.ExportShortened, Codes.ExportNotWritten], counted);
    }

    [Theory]
    [InlineData("outlook", "Pager", "Pager")]
    [InlineData("outlook", "Buscapersonas", "Pager")]
    [InlineData("outlook-de", "pager", "Pager")]
    [InlineData("outlook-zh", "Pager", "寻呼机")]
    [InlineData("outlook", "Radio", "Radio Phone")]
    [InlineData("outlook", "ISDN", "ISDN")]
    [InlineData("outlook", "Telex", "Telex")]
    [InlineData("outlook", "TTY", "TTY/TDD Phone")]
    [InlineData("outlook", "Callback", "Callback")]
    [InlineData("outlook", "Assistant", "Assistant's Phone")]
    [InlineData("outlook-com", "Pager", "Pager")]
    [InlineData("google-outlook", "Radio", "Radio Phone")]
    [InlineData("thunderbird", "Pager", "Pager Number")]
    public void A_number_of_a_rare_kind_goes_to_the_column_of_its_kind(string format, string label, string column)
    {
        var row = Compose(
            format,
            out var counted,
            ("phone", "1"),
            ("custom.Phone 2 - Label", label),
            ("custom.Phone 2 - Value", "7")
        );
        Assert.Equal("7", row[column]);
        Assert.Empty(counted);
    }

    [Fact]
    public void What_outlook_had_in_columns_becomes_numbered_groups_of_google()
    {
        var row = Compose(
            "google",
            out var counted,
            ("phone", "1"),
            ("custom.Car Phone", "2"),
            ("street", "A St"),
            ("custom.Home Street", "B St"),
            ("custom.Home Postal Code", "1010")
        );
        Assert.Equal(("Car", "2"), (row["Phone 2 - Label"], row["Phone 2 - Value"]));
        Assert.Equal(
            ("Home", "B St", "1010"),
            (row["Address 2 - Label"], row["Address 2 - Street"], row["Address 2 - Postal Code"])
        );
        Assert.Empty(counted);
    }

    [Fact]
    public void A_kept_label_in_another_language_chooses_the_column() =>
        Assert.Equal(
            "2",
            Compose(
                "outlook",
                out _,
                ("home_phone", "1"),
                ("other_phone", "2"),
                ("custom.other_phone_label", "Privat")
            )["Home Phone 2"]
        );

    static Dictionary<string, string> Compose(
        string name,
        out Code[] counted,
        params (string Field, string Value)[] values
    ) => ComposingBench.Compose(name, out counted, values);
}

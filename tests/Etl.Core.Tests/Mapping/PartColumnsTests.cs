using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

/// <summary>Columns with a part of a family name or a street, from the header to the joined value.</summary>
public sealed class PartColumnsTests
{
    [Theory]
    [InlineData("Voornaam|Tussenvoegsel|Achternaam", "Jan|van der|Berg", "first_name=Jan last_name=van der Berg")]
    [InlineData("Voornaam|Tussenvoegsel(s)|Achternaam", "Jan||Jansen", "first_name=Jan last_name=Jansen")]
    [InlineData("Achternaam|Voorvoegsel|Voornaam", "Ancona|d'|Jan", "first_name=Jan last_name=d'Ancona")]
    [InlineData("Vorname|Vorsatzwort|Nachname", "Max|von|von Berg", "first_name=Max last_name=von Berg")]
    [InlineData("Naam|Straat|Huisnummer|Toevoeging", "Jan|Kerkstraat|12|A", "full_name=Jan street=Kerkstraat 12 A")]
    [InlineData("Name|Straße|Hausnummer", "Max|Ring 5|5", "full_name=Max street=Ring 5")]
    [InlineData("Name|Straße|Hausnummer", "Max||5", "full_name=Max street=5")]
    [InlineData("Name|House Number|Street", "Ann|12|Main St", "full_name=Ann street=12 Main St")]
    [InlineData("Naam|Huisnummer|Postcode", "Jan|12|1017 GL", "full_name=Jan postal_code=1017 GL street=12")]
    [InlineData("Naam|Tussenvoegsel", "Jan|van", "full_name=Jan middle_name=van")]
    [InlineData("Naam|Toevoeging", "Jan|A", "full_name=Jan")]
    [InlineData(
        "Nombre|Apellido paterno|Apellido materno",
        "María José|García|López",
        "first_name=María José last_name=García López"
    )]
    [InlineData("NOMBRE(S)|AP. PATERNO|AP. MATERNO", "Juan|Pérez|", "first_name=Juan last_name=Pérez")]
    [InlineData("Nombre|Segundo apellido|Primer apellido", "Juan|Ruiz|", "first_name=Juan last_name=Ruiz")]
    [InlineData("Nombre|1er Apellido|2º Apellido", "Ana|García|García", "first_name=Ana last_name=García García")]
    [InlineData("Nombre|Apellido 1|Apellido 2", "Ana|de la Cruz|Cruz", "first_name=Ana last_name=de la Cruz Cruz")]
    [InlineData("Nom|Primer cognom|Segon cognom", "Jordi|Puig|Serra", "first_name=Jordi last_name=Puig Serra")]
    [InlineData("First Name|Second Surname", "Ana|Ruiz", "first_name=Ana last_name=Ruiz")]
    public void A_part_is_put_to_the_value_that_it_belongs_to(string headers, string values, string expected)
    {
        var mapping = HeaderMapper.Map(headers.Split('|'), new MappingOptions());
        var batch = TableBatch.Of(mapping.Layout, 0, values.Split('|'));
        mapping.Layout.Arrangement?.CreateArranger().Arrange(batch);
        var fields = Enumerable
            .Range(0, batch.ColumnCount)
            .Where(column => mapping.Layout.Columns[column].Field is not null && !batch.Cell(0, column).IsEmpty)
            .Select(column =>
                $"{mapping.Layout.Columns[column].Field}={Encoding.UTF8.GetString(batch.Value(0, column))}"
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', fields));
        Assert.All(
            batch.Counts.Entries,
            entry => Assert.Contains(entry.Code, (Code[])[Codes.ColumnsJoined, Codes.FormatRepeated])
        );
    }

    [Theory]
    [InlineData("Ring 5", "FORMAT_REPEATED")]
    [InlineData("Ring", "COLUMNS_JOINED")]
    public void A_part_that_is_repeated_or_joined_is_counted(string street, string code)
    {
        var mapping = HeaderMapper.Map(["Name", "Straße", "Hausnummer"], new MappingOptions());
        var batch = TableBatch.Of(mapping.Layout, 0, ["Max", street, "5"]);
        mapping.Layout.Arrangement!.CreateArranger().Arrange(batch);
        var counted = Assert.Single(batch.Counts.Entries);
        Assert.Equal((code, 1L), (counted.Code.Name, counted.Count));
        Assert.Equal("Ring 5", Encoding.UTF8.GetString(batch.Value(0, 1)));
        Assert.True(batch.Cell(0, 2).IsEmpty);
    }

    [Fact]
    public void Under_its_own_header_a_part_stays_in_its_column_and_nobody_misses_a_field()
    {
        string[] headers = ["Voornaam", "Tussenvoegsel", "Achternaam"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions { Arranges = false });
        Assert.Null(mapping.Layout.Arrangement);
        Assert.Null(mapping.Layout.Columns[1].Field);
        Assert.Empty(mapping.Findings);
    }

    [Fact]
    public void What_the_user_says_of_a_part_wins()
    {
        var mapping = HeaderMapper.Map(
            ["Voornaam", "Tussenvoegsel", "Achternaam"],
            new MappingOptions { Set = [ColumnAssignment.Parse("Tussenvoegsel=middle_name")] }
        );
        Assert.Null(mapping.Layout.Arrangement);
        Assert.Equal("middle_name", mapping.Layout.Columns[1].Field?.Name);
    }
}

using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;

namespace Etl.Core.Tests.KnownFormats.Composing;

public sealed class NameComposerTests
{
    [Theory]
    [InlineData("Ann Lee", "Ann", "Lee")]
    [InlineData("Lee, Ann", "Ann", "Lee")]
    [InlineData("LEE ANN", "Ann", "Lee")]
    [InlineData("Ludwig van Beethoven", "Ludwig", "van Beethoven")]
    [InlineData("Jean-Pierre O’Neill", "Jean-Pierre", "O’Neill")]
    [InlineData("王小明", "小明", "王")]
    [InlineData("王 小明", "小明", "王")]
    [InlineData("Ann", "Ann", "Lee")]
    [InlineData("ÉVA ŐSZ", "Éva", "Ősz")]
    public void A_whole_name_is_said_by_parts_that_have_its_words(string name, string first, string last)
    {
        Assert.Equal((first, last, "", ""), Compose("google", name, first, last, out var counted));
        Assert.Empty(counted);
    }

    [Fact]
    public void Titles_suffixes_and_nicknames_that_are_parts_are_said()
    {
        var fields = new[]
        {
            ("full_name", "Dr. William B. \"Bill\" Clinton, PhD"),
            ("name_prefix", "Dr."),
            ("first_name", "William"),
            ("middle_name", "B."),
            ("last_name", "Clinton"),
            ("name_suffix", "Ph.D."),
            ("nickname", "Bill"),
        };
        Compose("google", out var counted, fields);
        Assert.Empty(counted);
        Compose("google", out counted, [.. fields[..^1], ("nickname", "Will")]);
        Assert.Equal([Codes.ExportNotWritten], counted);
    }

    [Theory]
    [InlineData("John Smith Jr.", "John", "Smith", "", "John", "Smith", "Jr.")]
    [InlineData("John Smith, Jr.", "John", "Smith", "", "John", "Smith", "Jr.")]
    [InlineData("Dr John Smith", "John", "Smith", "Dr", "John", "Smith", "")]
    [InlineData("Prof. Dr. Smith, John, MD, PhD", "John", "Smith", "Prof. Dr.", "John", "Smith", "MD, PhD")]
    [InlineData("John Smith MD", "John", "Smith", "", "John", "Smith", "MD")]
    [InlineData("王小明", "", "王", "", "小明", "王", "")]
    [InlineData("王小明", "小明", "", "", "小明", "王", "")]
    [InlineData("Li Wei", "", "Li", "", "Wei", "Li", "")]
    [InlineData("Bob Jones", "", "Jones", "", "Bob", "Jones", "")]
    [InlineData("Jones, Bob", "", "Jones", "", "Bob", "Jones", "")]
    [InlineData("Bob Jones", "Bob", "", "", "Bob", "Jones", "")]
    [InlineData("Dr. Bob Jones Jr.", "", "Jones", "Dr.", "Bob", "Jones", "Jr.")]
    [InlineData("山田 太郎", "", "山田", "", "太郎", "山田", "")]
    [InlineData("Eva van Dam", "", "van Dam", "", "Eva", "van Dam", "")]
    public void What_a_whole_name_says_beyond_its_parts_is_written_where_it_is_sure(
        string name,
        string first,
        string last,
        string expectedPrefix,
        string expectedFirst,
        string expectedLast,
        string expectedSuffix
    )
    {
        Assert.Equal(
            (expectedFirst, expectedLast, expectedPrefix, expectedSuffix),
            Compose("google", name, first, last, out var counted)
        );
        Assert.Equal([Codes.PartPlaced], counted);
    }

    [Theory]
    [InlineData("Maria Smithson", "Maria", "Smith")]
    [InlineData("Maria Smithson", "", "Smith")]
    [InlineData("Eva van Dam", "Eva", "Dam")]
    [InlineData("Eva van Dam", "", "Dam")]
    [InlineData("Bob Carl Jones", "Bob", "Jones")]
    [InlineData("Bob Carl Jones", "", "Carl")]
    [InlineData("Bob Lee Jones", "", "Jones")]
    [InlineData("Smith, Dr. John", "", "Smith")]
    [InlineData("Grandma Rose", "Rose", "")]
    [InlineData("Tante Anna", "Anna", "")]
    [InlineData("Smith Lady", "", "Smith")]
    [InlineData("Mehmet Bey", "Mehmet", "")]
    [InlineData("山田 太郎様", "", "山田")]
    [InlineData("山田 様", "", "山田")]
    [InlineData("王 女士", "", "王")]
    [InlineData("Bob \"Bobby\" Jones", "", "Jones")]
    [InlineData("John and Jane Smith", "", "Smith")]
    [InlineData("Smith, CEO", "", "Smith")]
    [InlineData("Jones 2", "", "Jones")]
    [InlineData("Acme Inc", "Ann", "Lee")]
    [InlineData("王小明先生", "", "王")]
    [InlineData("Bob Jones Jones", "", "Carter")]
    public void What_is_not_sure_is_counted(string name, string first, string last)
    {
        Assert.Equal((first, last, "", ""), Compose("google", name, first, last, out var counted));
        Assert.Equal([Codes.ExportNotWritten], counted);
    }

    [Theory]
    [InlineData("hubspot", "John Smith Jr.", "Smith", "EXPORT_NOT_WRITTEN")]
    [InlineData("salesforce", "John Smith", "Smith", "")]
    [InlineData("wecom", "Maria Smithson", "Smith", "EXPORT_NOT_WRITTEN")]
    [InlineData("wecom", "Maria Smith", "Smith", "")]
    [InlineData("wecom", "王小明", "王", "")]
    public void A_word_without_a_column_is_counted(string format, string name, string last, string codes)
    {
        Compose(format, out var counted, ("full_name", name), ("first_name", name.Split(' ')[0]), ("last_name", last));
        var lost = counted.Where(code => code == Codes.ExportNotWritten).Select(code => code.Name);
        Assert.Equal(codes, string.Join(' ', lost));
    }

    [Theory]
    [InlineData("google", "John Q. Public", "Q.", "PART_PLACED")]
    [InlineData("google", "Public, John Q.", "", "EXPORT_NOT_WRITTEN")]
    [InlineData("google", "John Q. R. Public", "Q. R.", "PART_PLACED")]
    [InlineData("google", "Q. John Public", "", "EXPORT_NOT_WRITTEN")]
    [InlineData("google", "John Quincy Public", "", "EXPORT_NOT_WRITTEN")]
    [InlineData("hubspot", "John Q. Public", "", "EXPORT_NOT_WRITTEN")]
    public void Initials_between_both_names_are_the_middle_name(string format, string name, string middle, string codes)
    {
        var row = Compose(
            format,
            out var counted,
            ("full_name", name),
            ("first_name", "John"),
            ("last_name", "Public")
        );
        Assert.Equal(middle, row.GetValueOrDefault("Middle Name", ""));
        Assert.Equal(codes, string.Join(' ', counted.Select(code => code.Name)));
    }

    [Fact]
    public void A_title_makes_its_column_written()
    {
        var use = new ColumnUse();
        string[] fields = ["full_name", "first_name", "last_name", "email"];
        var layout = TableBatch.Layout(fields);
        new FormatComposer(Create()).Compose(TableBatch.Of(layout, 0, ["Ann Lee", "Ann", "Lee", "a@x.com"]), 0);
        Assert.False(use.HasMissing);
        new FormatComposer(Create()).Compose(TableBatch.Of(layout, 0, ["Dr. Ann Lee", "Ann", "Lee", "a@x.com"]), 0);
        Assert.True(use.HasMissing);
        use.StartOver();
        Assert.Contains("Name Prefix", Create().Headers);
        Assert.DoesNotContain("Name Suffix", Create().Headers);
        FormatOutput Create() => FormatOutput.Create(FormatCatalog.Find("google")!, fields, null, use);
    }

    static (string First, string Last, string Prefix, string Suffix) Compose(
        string format,
        string name,
        string first,
        string last,
        out Code[] counted
    )
    {
        var row = Compose(format, out counted, ("full_name", name), ("first_name", first), ("last_name", last));
        return (row["First Name"], row["Last Name"], row["Name Prefix"], row["Name Suffix"]);
    }

    static Dictionary<string, string> Compose(
        string name,
        out Code[] counted,
        params (string Field, string Value)[] values
    )
    {
        var row = ComposingBench.Compose(name, out counted, values);
        counted = [.. counted.Distinct()];
        return row;
    }
}

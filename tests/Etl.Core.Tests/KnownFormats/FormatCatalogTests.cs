using Etl.Core.KnownFormats;
using Etl.Core.Schema;

namespace Etl.Core.Tests.KnownFormats;

public sealed class FormatCatalogTests
{
    public static TheoryData<string> Names => [.. FormatCatalog.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_is_recognised_by_its_header_in_any_order_and_case(string name)
    {
        var format = FormatCatalog.Find(name)!;
        var headers = HeadersOf(format);
        Assert.Equal(name, FormatCatalog.Recognise(headers)?.Format.Name);
        headers.Reverse();
        headers = [.. headers.Select(header => $" {header.ToUpperInvariant()}*")];
        headers[0] = "\uFEFF" + headers[0];
        var match = FormatCatalog.Recognise(headers);
        Assert.Equal(name, match?.Format.Name);
        Assert.Contains(format.Title, match!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_of_a_format_hangs_together(string name)
    {
        var format = FormatCatalog.Find(name)!;
        var headers = HeadersOf(format);
        Assert.True(format.Distinctive.Count >= FormatCatalog.FoundMin);
        var others = format.Columns.SelectMany(column => column.Others);
        Assert.All(format.Distinctive, header => Assert.Contains(header, headers.Concat(others)));
        Assert.Equal(headers.Count, headers.Select(FormatCatalog.Normalize).Distinct().Count());
        Assert.All(
            format.Columns.Where(column => column.Rule is { IsField: true, IsWholeAddress: false }),
            column => Assert.NotNull(ContactFields.Find(column.Rule.Name))
        );
        Assert.All(
            format.Columns.Where(column => column.Rule.IsSlot),
            column => Assert.Contains(column.Rule.Name, (string[])["email", "phone", "address", "website"])
        );
    }

    [Fact]
    public void Two_names_prove_nothing() =>
        Assert.Null(FormatCatalog.Recognise(["First Name", "File As", "Phonetic First Name"]));

    [Fact]
    public void A_header_of_many_programs_is_none_of_them() =>
        Assert.Null(
            FormatCatalog.Recognise(["First Name", "Last Name", "Email", "Phone", "Company", "Title", "Notes"])
        );

    [Fact]
    public void Numbers_of_groups_are_read_however_high_they_are()
    {
        var columns = FormatCatalog.ColumnsOf(FormatCatalog.Find("google")!);
        var found = FormatCatalog.FindColumn(columns, "e-mail 12 - value");
        Assert.Equal(("email", 12), (found?.Column.Rule.Name, found?.Number));
        Assert.Null(FormatCatalog.FindColumn(columns, "e-mail 12 - colour"));
    }

    static List<string> HeadersOf(ContactFormat format) =>
        [
            .. format.Columns.SelectMany(column =>
                Enumerable.Range(1, Math.Max(1, column.GroupCount)).Select(column.HeaderOf)
            ),
        ];
}

using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Jobs.Templates;
using Etl.Testing;

namespace Etl.Jobs.Tests.Templates;

public sealed class TemplateStoreTests : IDisposable
{
    readonly TempFolder folder = new();

    static readonly MappingTemplate weekly = new()
    {
        Name = "weekly",
        Headers = ["Mail", "no", "Tel: work", "x", "# y"],
        Columns = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Mail"] = "email",
            ["no"] = "external_id",
            ["Tel: work"] = "phone",
            ["x"] = null,
            ["# y"] = "custom.a: b",
        },
        Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["country"] = "NO", ["default"] = "tags=1" },
    };

    TemplateStore Store => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_template_survives_its_file()
    {
        Store.Save(weekly);
        var read = Store.Show("weekly");
        Assert.Equal(weekly.Headers, read.Headers);
        Assert.Equal(weekly.Columns.OrderBy(entry => entry.Key), read.Columns.OrderBy(entry => entry.Key));
        Assert.Equal(weekly.Options.OrderBy(entry => entry.Key), read.Options.OrderBy(entry => entry.Key));
        Assert.Equal(weekly.Fingerprint, read.Fingerprint);
        Assert.Equal("weekly", Assert.Single(Store.List()).Name);
    }

    [Fact]
    public void Hostile_headers_survive_the_file()
    {
        var headers = NaughtyStrings.All.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var template = weekly with
        {
            Headers = headers,
            Columns = headers.ToDictionary(header => header, string? (_) => null, StringComparer.Ordinal),
        };
        Store.Save(template);
        Assert.Equal(headers, Store.Show("weekly").Headers);
    }

    [Fact]
    public void A_header_is_recognised_exactly_and_when_little_changed()
    {
        Store.Save(weekly);
        Store.Save(weekly with { Name = "other", Headers = ["A", "B"] });
        Assert.True(Store.Find(["MAIL", "No", "Tel work", "X", "y"])!.IsExact);
        var near = Store.Find(["Mail", "no", "Tel: work", "x", "z"])!;
        Assert.False(near.IsExact);
        Assert.Equal("weekly", near.Template.Name);
        Assert.Null(Store.Find(["Mail", "no", "Tel: work", "q", "z"]));
    }

    [Fact]
    public void A_recognised_template_maps_and_names_what_changed()
    {
        string[] headers = ["Mail", "no", "Tel: gate 3", "x", "New"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions { Template = weekly });
        Assert.Equal(
            ["email", "external_id", null, null, null],
            mapping.Layout.Columns.Select(column => column.Field?.Name)
        );
        Assert.Equal("template", mapping.Layout.Columns[0].MappedBy);
        var sentence = mapping.Findings.Single(finding => finding.Kind == MappingFindingKind.TemplateChanged).Sentence;
        Assert.Contains("\"New\"", sentence, StringComparison.Ordinal);
        Assert.Contains("\"# y\"", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_made_from_a_layout()
    {
        var layout = HeaderMapper.Map(["Email", "Colour"], new MappingOptions()).Layout;
        var template = TemplateStore.FromLayout("a", layout, new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.Equal("email", template.Columns["Email"]);
        Assert.Null(template.Columns["Colour"]);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("a\nb")]
    public void A_name_that_is_no_file_name_is_refused(string name) =>
        Assert.Throws<JobException>(() => Store.Save(weekly with { Name = name }));

    [Theory]
    [InlineData("name: [", ":")]
    [InlineData("name: a\nnonsense: 1", "bad.yaml:2: this is not a template of Etl (there is no entry \"nonsense\"")]
    [InlineData("name: a\nname: b", "not a template")]
    [InlineData("name: [a]", "expected a single value")]
    [InlineData("headers: a", "\"headers\" is a list")]
    [InlineData("headers: [a]\ncolumns: [a]", "expected lines of 'name: value'")]
    [InlineData("headers: [a]", "\"columns\"")]
    [InlineData("version: x", "\"version\" is a number")]
    [InlineData("- a", "expected lines of 'name: value'")]
    [InlineData("version: 99", "newer version")]
    [InlineData("", "headers")]
    [InlineData("headers: [a]\ncolumns: {a: emial}", "Did you mean \"email\"")]
    public void A_file_that_is_no_template_is_named(string text, string part)
    {
        File.WriteAllText(System.IO.Path.Combine(folder.Path, "bad.yaml"), text);
        var error = Assert.Throws<JobException>(() => Store.List());
        Assert.Contains("bad.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        Store.Save(weekly);
        Assert.Contains(
            "Did you mean \"weekly\"",
            Assert.Throws<JobException>(() => Store.Show("weeky")).Message,
            StringComparison.Ordinal
        );
    }
}

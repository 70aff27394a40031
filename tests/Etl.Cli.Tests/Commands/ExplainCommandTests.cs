using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public async Task A_value_is_explained_with_its_codes_and_facts()
    {
        var result = await CommandLine.RunAsync("explain", "--phone", "0151 23456789", "--country", "DE");
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("phone\t0151 23456789\t+4915123456789\tmobile, DE", lines[0]);
        Assert.StartsWith(
            "phone\t0151 23456789\t+4915123456789\tPHONE_FORMATTED\tchange\t",
            lines[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Values_are_one_record_and_each_says_what_it_becomes()
    {
        var result = await CommandLine.RunAsync([
            "explain",
            "--value",
            "country=United States",
            "--phone",
            "(212) 555-0101",
            "--email",
            "MAILTO:Ann@X.com",
            "--date",
            "1990-02-31",
            "--json",
        ]);
        Assert.True(result.ExitCode == 0, result.All);
        var values = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(Field, Becomes);
        Assert.Equal("US", values["country"]);
        Assert.Equal("+12125550101", values["phone"]);
        Assert.Equal("ann@x.com", values["email"]);
        Assert.Null(values["birthday"]);
    }

    [Fact]
    public async Task Parts_of_a_value_that_go_into_other_fields_are_shown_there()
    {
        var result = await CommandLine.RunAsync("explain", "--email", "a@x.com; b@y.org", "--json");
        var values = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(Field, Becomes);
        Assert.Equal(("a@x.com", "b@y.org"), (values["email"], values["email_2"]));
    }

    [Fact]
    public async Task Numbers_that_a_slash_divides_are_shown_where_cleaning_puts_them()
    {
        var result = await CommandLine.RunAsync("explain", "--phone", "+49 30 1234567 / +49 171 2345678", "--json");
        var values = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(Field, Becomes);
        Assert.Equal(["phone", "mobile"], values.Keys);
        Assert.Equal(("+49301234567", "+491712345678"), (values["phone"], values["mobile"]));
        Assert.DoesNotContain("PHONE_NO_ROOM", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Jörg@München.de", "matched as jörg@xn--mnchen-3ya.de")]
    [InlineData("ann@xn--mnchen-3ya.de", "also written ann@münchen.de")]
    public async Task The_form_of_an_address_that_is_matched_is_shown(string address, string fact)
    {
        var result = await CommandLine.RunAsync("explain", "--email", address);
        Assert.Contains(fact, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoding_is_explained_with_its_candidates()
    {
        var result = await CommandLine.RunAsync([
            "explain",
            "--encoding",
            RepositoryRoot.Combine("datasets/samples/gbk.csv"),
            "--json",
        ]);
        var guess = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("gb18030", guess.GetProperty("name").GetString());
        Assert.Contains(
            "姓名",
            guess.GetProperty("candidates")[0].GetProperty("lines")[0].GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("needs values or a file")]
    [InlineData("expected FIELD=VALUE", "--value", "city")]
    [InlineData("a record has one", "--phone", "1", "--value", "phone=2")]
    [InlineData("citty", "--value", "citty=Rome")]
    public async Task Wrong_usage_is_one_sentence(string part, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(["explain", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }

    static string Field(JsonElement value) => value.GetProperty("field").GetString()!;

    static string? Becomes(JsonElement value) => value.GetProperty("becomes").GetString();
}

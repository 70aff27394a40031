using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>
/// Files that a shell has opened for the program (<c>&gt; FILE</c>, <c>3&gt; FILE</c>) are written in place: what others write into them stays, and they are
/// not replaced by others of their name.
/// </summary>
public sealed class OpenDescriptorTests : IDisposable
{
    readonly TempFolder folder = new();

    public OpenDescriptorTests() => folder.Write("in.csv", Shell.Contacts(3));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("(echo before; $etl clean in.csv --out out.csv --quiet --report /dev/stdout; echo behind) > all.txt")]
    [InlineData(
        "(echo before; $etl clean in.csv --out out.csv --quiet --report /dev/stderr; echo behind >&2) > all.txt 2>&1"
    )]
    [InlineData("(echo before; $etl clean in.csv --out out.csv --quiet --report /dev/fd/1; echo behind) >> all.txt")]
    [InlineData(
        "(echo before; $etl clean in.csv --out out.csv --quiet --report /dev/fd/30; echo behind) 30> all.txt >&30"
    )]
    [InlineData(
        "ln -s /dev/stdout link; (echo before; $etl clean in.csv --out out.csv --quiet --report link; echo behind) > all.txt; test -L link"
    )]
    [InlineData(
        "(echo before; $etl clean in.csv --out out.csv --quiet --report /dev/stdout; echo behind) | cat > all.txt"
    )]
    public async Task A_report_is_written_where_the_descriptor_stands(string script)
    {
        var result = await Shell.RunAsync(folder, script);
        Assert.True(result.ExitCode == 0, result.All);
        var text = folder.ReadText("all.txt");
        Assert.StartsWith("before\n{", text, StringComparison.Ordinal);
        Assert.EndsWith("}\nbehind\n", text, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(text["before\n".Length..^"behind\n".Length]);
        Assert.Equal(3, report.RootElement.GetProperty("rows").GetProperty("inserted").GetInt64());
        Assert.Equal(
            ["all.txt", "in.csv", "link", "out.csv"],
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Append("link").Distinct().Order()
        );
    }

    [Theory]
    [InlineData("(echo before; $etl clean in.csv --out /dev/fd/1 --quiet; echo behind) > all.txt")]
    [InlineData("(echo before >&30; $etl clean in.csv --out /dev/fd/30 --quiet; echo behind >&30) 30> all.txt")]
    public async Task Records_are_written_where_the_descriptor_stands(string script)
    {
        var result = await Shell.RunAsync(folder, script);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal($"before\n{Shell.Contacts(3)}behind\n", folder.ReadText("all.txt"));
    }

    [Fact]
    public async Task A_sample_goes_where_the_descriptor_stands()
    {
        var result = await Shell.RunAsync(
            folder,
            "(echo before; $etl sample /dev/stdout) > all.txt; (echo before; $etl sample -) | cmp - all.txt"
        );
        Assert.True(result.ExitCode == 0, result.All);
    }

    [Theory]
    [InlineData("--out out.csv --rejects /dev/stdout > all.txt", "The rejects file '/dev/stdout' is no ordinary file")]
    [InlineData(
        "--out out.csv --explain /dev/fd/3 3> all.txt",
        "The file of explanations '/dev/fd/3' is no ordinary file"
    )]
    [InlineData("--out out.csv --report /dev/fd/77", "no such descriptor is open")]
    [InlineData("--out out.csv --report .", "is a folder")]
    [InlineData("--out - --report all.txt > all.txt", "'all.txt' of --report is also the file of --out")]
    [InlineData(
        "--out all.txt --overwrite --report /dev/stdout > all.txt",
        "'/dev/stdout' of --report is also the file of --out"
    )]
    [InlineData("--out - >> in.csv", "'/dev/stdout' of --out is also an input")]
    public async Task What_cannot_be_written_in_place_or_is_written_twice_is_refused(string options, string words)
    {
        var result = await Shell.RunAsync(folder, $"$etl clean in.csv --quiet {options}");
        OneSentence.Expect(2, words, result);
        Assert.Equal(Shell.Contacts(3), folder.ReadText("in.csv"));
    }
}

using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>The files of <c>--as</c>: how many there are, what they are called, and what is said of what they lack.</summary>
public sealed class FormatFileTests : IDisposable
{
    const int GoogleMax = 3000;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_output_beyond_the_programs_limit_is_split_and_each_part_has_the_header()
    {
        var rows = Enumerable
            .Range(0, (2 * GoogleMax) + 1)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"p{row}@x.com"));
        var report = await CleanAsync("Email\n" + string.Join('\n', rows) + "\n", "google", "all.csv");
        Assert.Equal(["all.csv", "all-2.csv", "all-3.csv"], report.OutputFiles.Select(Path.GetFileName));
        var parts = report.OutputFiles.Select(File.ReadAllLines).ToArray();
        Assert.Equal([GoogleMax + 1, GoogleMax + 1, 2], parts.Select(part => part.Length));
        Assert.All(
            parts,
            part =>
                Assert.StartsWith(
                    "Organization Name,E-mail 1 - Label,E-mail 1 - Value",
                    part[0],
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task The_files_that_are_named_are_those_that_were_written()
    {
        var report = await CleanAsync(
            "Email,Consent\na@x.com,subscribed\nb@x.com,unsubscribed\nc@x.com,\n",
            "mailchimp",
            "all.csv"
        );
        Assert.Equal(
            ["nonsubscribed_all.csv", "subscribed_all.csv", "unsubscribed_all.csv"],
            report.OutputFiles.Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.All(report.OutputFiles, path => Assert.True(File.Exists(path)));
        Assert.EndsWith("CONSENT_all.csv, one file for each consent", report.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_is_no_file_that_was_written()
    {
        var report = await CleanAsync("Email\na@x.com\n", "google", "-");
        Assert.Empty(report.OutputFiles);
    }

    [Theory]
    [InlineData("google")]
    [InlineData("etl")]
    public async Task Values_of_columns_that_feed_no_field_are_counted(string format)
    {
        var report = await CleanAsync("Email,Foo,Bar\na@x.com,1,\nb@x.com,2,\nc@x.com,,\n", format, "all.csv");
        Assert.Equal([new ReportCode(Codes.ExportUnmapped.Name, "Foo", 2)], report.Warnings);
    }

    [Fact]
    public async Task Columns_that_the_user_leaves_out_are_not_counted()
    {
        var report = await CleanAsync("Email,Foo\na@x.com,1\n", "google", "all.csv", "Foo");
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Columns_that_no_record_needs_are_not_written_wherever_the_one_that_needs_them_stands(int workers)
    {
        const int RowCount = 20_000;
        var rows = Enumerable
            .Range(0, RowCount)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"Ann,p{row}@x.com,,,,,"));
        var content =
            "First Name,E-mail 1 - Value,E-mail 1 - Label,Phone 1 - Label,Phone 1 - Value,Photo,File As\n"
            + string.Join('\n', rows)
            + "\nBob,bob@x.com,,Mobile,+14155552671,,bob\n";
        var report = await CleanAsync(content, "hubspot", "all.csv", workers: workers);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "all.csv"), Token);
        Assert.Equal(
            "First Name,Email,Mobile Phone Number,File As",
            lines[0].Replace("Record ID,", "").Replace("Contact owner,", "")
        );
        Assert.Equal(RowCount + 2, lines.Length);
        Assert.Contains("+14155552671", lines[^1], StringComparison.Ordinal);
        Assert.Equal(RowCount + 1, report.Rows.Inserted);
    }

    Task<RunReport> CleanAsync(string content, string format, string output, params string[] ignored) =>
        CleanAsync(content, format, output, 1, ignored);

    async Task<RunReport> CleanAsync(string content, string format, string output, int workers, params string[] ignored)
    {
        var input = Path.Combine(folder.Path, "input.csv");
        await File.WriteAllTextAsync(input, content, Token);
        var options = new JobOptions
        {
            Kind = JobKind.Clean,
            Inputs = [input],
            Output = output == "-" ? output : Path.Combine(folder.Path, output),
            As = format,
            Ignore = ignored,
            Workers = workers,
            Templates = Path.Combine(folder.Path, "templates"),
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System);
        return await new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }
}

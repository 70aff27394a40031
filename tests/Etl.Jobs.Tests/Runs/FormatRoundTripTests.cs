using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Imports the sample of each known format without an option, exports it for the same program, and imports that again.</summary>
public sealed class FormatRoundTripTests : IDisposable
{
    readonly TempFolder folder = new();

    static JobEnvironment Environment => new(() => Stream.Null, () => Stream.Null, TimeProvider.System);

    public static TheoryData<string> Samples =>
        [
            .. Directory
                .GetFiles(RepositoryRoot.Combine("datasets/samples/formats"), "*.csv")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task An_export_for_the_program_that_wrote_a_file_gives_back_every_value(string sample)
    {
        var file = RepositoryRoot.Combine($"datasets/samples/formats/{sample}.csv");
        var inspection = Assert.Single(
            await new Inspector(Environment).RunAsync(Options(JobKind.Inspect, file), Token)
        );
        Assert.NotNull(inspection.KnownFormat);
        var first = await ImportAsync(file, "first.db", DuplicatePolicy.Skip);
        Assert.True(first.Rows.Read is >= 20 and <= 40);
        Assert.Equal(first.Rows.Read, first.Rows.Inserted);
        Assert.DoesNotContain(first.Warnings, code => code.Code.StartsWith("FORMAT_", StringComparison.Ordinal));
        var format = sample.Split('_')[^1];
        var export = await ExportAsync("first.db", format, "out.csv");
        // Some members of the sample have no mobile number, which WeCom demands.
        Assert.DoesNotContain(export.Warnings, code => code.Code != Codes.ExportRequiredMissing.Name);
        var output = Assert.Single(Directory.GetFiles(folder.Path, "*out.csv"));

        var again = await ImportAsync(output, "first.db", DuplicatePolicy.Update);
        Assert.Equal((0, 0), (again.Rows.Inserted, again.Rows.Updated));
        var fresh = await ImportAsync(output, "fresh.db", DuplicatePolicy.Skip);
        Assert.Equal(fresh.Rows.Read, fresh.Rows.Inserted);
        var fields = await WrittenFieldsAsync("first.db", format);
        Assert.Equal(await DumpAsync("first.db", fields), await DumpAsync("fresh.db", fields));
    }

    /// <summary>The fields of a store without those that the program sets itself and refuses in an import.</summary>
    async Task<string[]> WrittenFieldsAsync(string store, string format)
    {
        var readOnly = FormatCatalog
            .Find(format)!
            .Columns.Where(column => column.Rule.IsReadOnly)
            .SelectMany(column => new[] { column.Rule.Name, "custom." + column.Header })
            .ToHashSet(StringComparer.Ordinal);
        var header = (await DumpAsync(store)).Split('\n')[0].Split(',');
        return [.. header.Where(field => !readOnly.Contains(field))];
    }

    [Fact]
    public async Task An_export_for_another_program_keeps_what_both_know()
    {
        var google = RepositoryRoot.Combine("datasets/samples/formats/google.csv");
        await ImportAsync(google, "first.db", DuplicatePolicy.Skip);
        await ExportAsync("first.db", "outlook-de", "outlook.csv");
        await ImportAsync(Path.Combine(folder.Path, "outlook.csv"), "second.db", DuplicatePolicy.Skip);
        string[] common =
        [
            "first_name",
            "last_name",
            "email",
            "mobile",
            "home_phone",
            "street",
            "city",
            "country",
            "title",
        ];
        Assert.Equal(await DumpAsync("first.db", common), await DumpAsync("second.db", common));
    }

    [Fact]
    public async Task Clean_writes_for_another_program_as_well()
    {
        var input = RepositoryRoot.Combine("datasets/samples/formats/outlook-zh.csv");
        var output = Path.Combine(folder.Path, "google.csv");
        var report = await RunAsync(Options(JobKind.Clean, input) with { Output = output, As = "google" });
        Assert.Equal(report.Rows.Read, report.Rows.Inserted);
        await ImportAsync(output, "google.db", DuplicatePolicy.Skip);
        await ImportAsync(input, "outlook.db", DuplicatePolicy.Skip);
        string[] common =
        [
            "first_name",
            "last_name",
            "email",
            "phone",
            "mobile",
            "home_phone",
            "street",
            "city",
            "birthday",
        ];
        Assert.Equal(await DumpAsync("outlook.db", common), await DumpAsync("google.db", common));
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    JobOptions Options(JobKind kind, params string[] inputs) =>
        new()
        {
            Kind = kind,
            Inputs = inputs,
            Templates = Path.Combine(folder.Path, "templates"),
        };

    Task<RunReport> ImportAsync(string input, string store, DuplicatePolicy policy) =>
        RunAsync(
            Options(JobKind.Import, input) with
            {
                Target = "sqlite:" + Path.Combine(folder.Path, store),
                Rejects = Path.Combine(folder.Path, "rejects.csv"),
                OnDuplicate = policy,
            }
        );

    Task<RunReport> ExportAsync(string store, string? format, string output, params string[] columns) =>
        RunAsync(
            Options(JobKind.Export) with
            {
                From = "sqlite:" + Path.Combine(folder.Path, store),
                As = format,
                Columns = columns,
                Output = Path.Combine(folder.Path, output),
            }
        );

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    /// <summary>All contacts with all their fields; those times that a store makes itself left out.</summary>
    async Task<string> DumpAsync(string store, params string[] columns)
    {
        var name = store + ".dump";
        await ExportAsync(store, null, name, columns);
        var lines = await File.ReadAllTextAsync(Path.Combine(folder.Path, name), Token);
        File.Delete(Path.Combine(folder.Path, name));
        return System.Text.RegularExpressions.Regex.Replace(lines, "20[2-9][0-9]-[0-9-]+T[0-9:]+\\.[0-9]+Z", "");
    }
}

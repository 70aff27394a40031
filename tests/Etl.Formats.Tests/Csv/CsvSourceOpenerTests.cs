using Etl.Core.Diagnostics;
using Etl.Formats.Csv;
using Etl.Formats.Encodings;
using Etl.Testing;
using Etl.Testing.Encodings;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvSourceOpenerTests
{
    [Fact]
    public async Task A_missing_file_is_named_with_its_nearest_neighbour()
    {
        using var folder = new TempFolder();
        folder.Write("contacts.csv", "name\nAnn\n");
        Assert.Contains(
            "did you mean \"contacts.csv\"?",
            await RefusedAsync(folder.File("contcts.csv")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "neither does its folder",
            await RefusedAsync(folder.File("no/contacts.csv")),
            StringComparison.Ordinal
        );
        Assert.Contains("is a folder", await RefusedAsync(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_text_are_refused()
    {
        Assert.Contains("is empty", await RefusedAsync([]), StringComparison.Ordinal);
        Assert.Contains("blank lines", await RefusedAsync("\n\r\n\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("PDF", await RefusedAsync("%PDF-1.7 x"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("SQLite", await RefusedAsync("SQLite format 3\0xx"u8.ToArray()), StringComparison.Ordinal);
        var junk = new byte[4096];
        new Random(1).NextBytes(junk);
        Assert.Contains("binary", await RefusedAsync(junk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1252", "name\nJosé\nÄnne\nBjörn\nZoë Müller\n")]
    [InlineData("gb18030", "姓名,城市\n张伟,北京\n王芳,上海\n李娜,广州\n")]
    [InlineData("utf-16", "name,city\nAnn,Paris\n")]
    public async Task Other_encodings_are_found(string name, string text)
    {
        await using var source = await CsvSourceOpener.OpenAsync(
            CsvReading.Input(EncodingCatalog.Find(name).GetBytes(text)),
            new CsvOptions(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(name, source.Description.Encoding);
        Assert.Equal(text.Split('\n')[0].Split(','), source.Description.Headers);
        Assert.InRange(source.Description.EncodingConfidence, 0.9, 1);
    }

    [Fact]
    public async Task Encodings_that_are_not_certain_are_refused_with_the_names_to_try()
    {
        var arabic = ContactFiles.Make("windows-1256", 0);
        var bytes = EncodingCatalog.Find("iso-8859-6").GetBytes(arabic.Text);
        var message = await RefusedAsync(bytes);
        Assert.Contains("is not certain: windows-1256 (", message, StringComparison.Ordinal);
        Assert.Contains("for example --encoding windows-1256", message, StringComparison.Ordinal);
        await using var source = await CsvSourceOpener.OpenAsync(
            CsvReading.Input(bytes),
            new CsvOptions { TakesDoubtfulEncoding = true },
            TestContext.Current.CancellationToken
        );
        Assert.True(source.Description.EncodingCandidates.Count > 1);
        var options = new CsvOptions { Encoding = "windows-1522" };
        Assert.Contains("did you mean \"windows-12", await RefusedAsync(bytes, options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_head_is_plain_ascii_is_judged_by_its_middle_and_end()
    {
        using var folder = new TempFolder();
        var head = string.Concat(Enumerable.Repeat("Ann,Paris\n", 600));
        var text = $"name,city\n{head}José,Málaga\nÍñigo,Cádiz\nBegoña,Logroño\n{head}";
        var path = folder.File("late.csv");
        await File.WriteAllBytesAsync(
            path,
            EncodingCatalog.Find("windows-1252").GetBytes(text),
            TestContext.Current.CancellationToken
        );
        await using var source = await CsvSourceOpener.OpenAsync(
            new CsvInput(path),
            new CsvOptions { SampleBytes = 1024 },
            TestContext.Current.CancellationToken
        );
        Assert.Equal("windows-1252", source.Description.Encoding);
    }

    [Fact]
    public async Task Options_that_cannot_be_are_refused()
    {
        var text = "a,b\n1,2\n"u8.ToArray();
        Assert.Contains(
            "--delimiter",
            await RefusedAsync(text, new CsvOptions { Delimiter = "" }),
            StringComparison.Ordinal
        );
        Assert.Contains("--quote", await RefusedAsync(text, new CsvOptions { Quote = "xy" }), StringComparison.Ordinal);
        var narrow = new CsvOptions { Limits = new CsvLimits { ColumnsMax = 1 } };
        Assert.Contains("columns", await RefusedAsync(text, narrow), StringComparison.Ordinal);
    }

    static async Task<string> RefusedAsync(byte[] bytes, CsvOptions? options = null) =>
        (await Assert.ThrowsAsync<JobException>(() => CsvReading.OfAsync(CsvReading.Input(bytes), options))).Message;

    static async Task<string> RefusedAsync(string path) =>
        (await Assert.ThrowsAsync<JobException>(() => CsvReading.OfAsync(new CsvInput(path)))).Message;
}

using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Csv;
using Etl.Formats.Encodings;
using Etl.Testing;

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

    [Fact]
    public async Task Other_encodings_are_refused_with_the_name_to_try()
    {
        var western = EncodingCatalog.Find("windows-1252").GetBytes("name\nJosé\nÄnne\nBjörn\nZoë Müller\n");
        Assert.Contains("most likely --encoding windows-1252", await RefusedAsync(western), StringComparison.Ordinal);
        var chinese = EncodingCatalog.Find("gb18030").GetBytes("姓名,城市\n张伟,北京\n王芳,上海\n李娜,广州\n");
        Assert.Contains("most likely --encoding gb18030", await RefusedAsync(chinese), StringComparison.Ordinal);
        var wide = Encoding.Unicode.GetBytes("name,city\nAnn,Paris\n");
        Assert.Contains("--encoding utf-16", await RefusedAsync(wide), StringComparison.Ordinal);
        var options = new CsvOptions { Encoding = "windows-1522" };
        Assert.Contains("did you mean \"windows-12", await RefusedAsync(western, options), StringComparison.Ordinal);
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

using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Notes longer than any quoted field that needs no proof go through store and file and are the same.</summary>
public sealed class LongNoteTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task Long_notes_that_were_exported_are_imported_again(string workers)
    {
        var lines = string.Join('\n', Enumerable.Range(1, 300).Select(line => $"Line {line}, she said \"\"yes\"\""));
        var bytes = string.Concat(Enumerable.Repeat("All in one line, word for word. ", 6400));
        await File.WriteAllTextAsync(
            At("in.csv"),
            $"email,first_name,notes,city\nann@x.org,Ann,\"{lines}\",Paris\nbob@x.org,Bob,\"{bytes}end\",Rome\ncy@x.org,Cy,short,Oslo\n",
            TestContext.Current.CancellationToken
        );
        await ImportAsync(At("in.csv"), "first.db", [], workers);
        await ExportAsync("first.db", "first.csv");
        await ImportAsync(At("first.csv"), "second.db", [], workers);
        await ExportAsync("second.db", "second.csv");
        var first = await File.ReadAllBytesAsync(At("first.csv"), TestContext.Current.CancellationToken);
        Assert.True(first.Length > 200 << 10);
        Assert.Equal(first, await File.ReadAllBytesAsync(At("second.csv"), TestContext.Current.CancellationToken));
        await ImportAsync("-", "piped.db", first, workers);
        await ExportAsync("piped.db", "piped.csv");
        Assert.Equal(first, await File.ReadAllBytesAsync(At("piped.csv"), TestContext.Current.CancellationToken));
    }

    async Task ImportAsync(string input, string store, byte[] piped, string workers)
    {
        var result = await CommandLine.RunAsync(
            piped,
            ["import", input, "--to", "sqlite:" + At(store), "--workers", workers, "--json"]
        );
        Assert.True(result.ExitCode == 0, result.All);
        var rows = JsonDocument.Parse(result.Output).RootElement.GetProperty("rows");
        Assert.Equal((3, 3), (rows.GetProperty("read").GetInt64(), rows.GetProperty("inserted").GetInt64()));
    }

    async Task ExportAsync(string store, string file)
    {
        string[] columns = ["--columns", "email,first_name,notes,city"];
        var result = await CommandLine.RunAsync([
            "export",
            "--from",
            "sqlite:" + At(store),
            "--out",
            At(file),
            "--quiet",
            .. columns,
        ]);
        Assert.True(result.ExitCode == 0, result.All);
    }

    string At(string name) => folder.File(name);
}

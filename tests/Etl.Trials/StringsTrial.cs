using System.Globalization;
using System.Text.Json;
using Etl.Testing;

namespace Etl.Trials;

/// <summary>
/// Promise: no silent change of a value. Every string goes in as a name, as a note and as a header; what comes back differs only
/// where a counted code of the very same import says that a value was changed.
/// </summary>
sealed class StringsTrial(string program, string path)
{
    const int PlainRows = 100;
    const int PlainFirst = 1_000_000;

    static readonly string[] fields = ["full_name", "notes"];

    /// <summary>Runs it and returns the exit code: 0 when every change was said.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var strings = JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(path, cancellationToken))!;
        var silent = await CheckValuesAsync(strings, cancellationToken);
        silent += await CheckHeadersAsync(strings, cancellationToken);
        Console.WriteLine(silent == 0 ? "no silent change" : "SILENT CHANGES");
        return silent == 0 ? 0 : 1;
    }

    async Task<int> CheckValuesAsync(List<string> strings, CancellationToken cancellationToken)
    {
        var all = await RoundTripAsync(strings, cancellationToken);
        var same = 0;
        var silent = 0;
        for (var index = 0; index < strings.Count; index++)
        {
            var value = strings[index];
            if (all.Values.TryGetValue(index, out var back) && back.All(found => found == value))
            {
                same++;
                continue;
            }
            // Alone in a file, the counts of the report can only be about this string.
            var alone = await RoundTripAsync([value], cancellationToken);
            var codes = alone.Codes.Count == 0 ? "NO CODE" : string.Join(' ', alone.Codes);
            silent += alone.Codes.Count == 0 ? 1 : 0;
            Say($"  string {index}: {JsonSerializer.Serialize(value)} -> {Describe(back)}: {codes}");
        }
        Say($"values: {strings.Count} strings, {same} the same as name and as note, {silent} changed without a code");
        return silent;
    }

    async Task<(Dictionary<int, string[]> Values, List<string> Codes)> RoundTripAsync(
        List<string> strings,
        CancellationToken cancellationToken
    )
    {
        using var folder = new TempFolder();
        var rows = strings.Select((value, index) => $"{index},{CsvRecords.Quote(value)},{CsvRecords.Quote(value)}\n");
        // Plain rows around them: a file of nothing but control characters would rightly be refused as binary.
        var plain = Enumerable.Range(0, PlainRows).Select(index => $"{PlainFirst + index},Plain Person,A plain note\n");
        var text = "external_id,full_name,notes\n" + string.Concat(rows) + string.Concat(plain);
        var file = folder.Write("strings.csv", text);
        var target = "sqlite:" + folder.File("contacts.db");
        await RunAsync(
            folder,
            ["import", file, "--to", target, "--report", folder.File("report.json")],
            cancellationToken
        );
        string[] export = ["export", "--from", target, "--guard", "off", "--columns", "external_id,full_name,notes"];
        await RunAsync(folder, [.. export, "--out", folder.File("back.csv")], cancellationToken);
        var values = CsvRecords
            .Read(folder.ReadText("back.csv"))
            .Skip(1)
            .ToDictionary(
                record => int.Parse(record[0], CultureInfo.InvariantCulture),
                record => record[1..].ToArray()
            );
        return (values, Codes(folder.ReadText("report.json")));
    }

    static List<string> Codes(string report)
    {
        using var json = JsonDocument.Parse(report);
        var members = new[] { "changes", "warnings", "rejects" };
        return
        [
            .. members
                .SelectMany(member => json.RootElement.GetProperty(member).EnumerateArray())
                .Where(code =>
                    code.GetProperty("field").GetString() is var field && (field is null || fields.Contains(field))
                )
                .Select(code => code.GetProperty("code").GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    async Task<int> CheckHeadersAsync(List<string> strings, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var headers = strings.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var text =
            "external_id,first_name,last_name,email,"
            + string.Join(',', headers.Select(CsvRecords.Quote))
            + "\n1,Ada,Lovelace,ada@example.com,"
            + string.Join(',', headers.Select((_, index) => $"value {index}"))
            + "\n";
        var file = folder.Write("headers.csv", text);
        var target = "sqlite:" + folder.File("contacts.db");
        string[] import =
        [
            "import",
            file,
            "--to",
            target,
            "--unmapped",
            "keep",
            "--report",
            folder.File("report.json"),
        ];
        await RunAsync(folder, import, cancellationToken);
        var renamed = Renamed(folder.ReadText("report.json"));
        string[] export = ["export", "--from", target, "--guard", "off", "--out", folder.File("back.csv")];
        await RunAsync(folder, export, cancellationToken);
        var back = CsvRecords.Read(folder.ReadText("back.csv"));
        var silent = 0;
        for (var index = 0; index < headers.Count; index++)
        {
            var column = back[1].IndexOf($"value {index}");
            var name = column < 0 ? null : back[0][column];
            if (name == "custom." + headers[index])
            {
                continue;
            }
            var isSaid = name is not null && renamed.Contains(name["custom.".Length..]);
            silent += isSaid ? 0 : 1;
            Say(
                $"  header {JsonSerializer.Serialize(headers[index])} -> {JsonSerializer.Serialize(name)}: {(isSaid ? "HEADER_RENAMED" : "NO CODE")}"
            );
        }
        Say($"headers: {headers.Count} strings, {silent} changed without a code");
        return silent;
    }

    static HashSet<string> Renamed(string report)
    {
        using var json = JsonDocument.Parse(report);
        return
        [
            .. json
                .RootElement.GetProperty("changes")
                .EnumerateArray()
                .Where(code => code.GetProperty("code").GetString() == "HEADER_RENAMED")
                .Select(code => code.GetProperty("field").GetString()!),
        ];
    }

    async Task<string> RunAsync(TempFolder folder, string[] arguments, CancellationToken cancellationToken)
    {
        var command = new ProcessCommand(program, arguments) { WorkingFolder = folder.Path };
        var result = await ProcessRunner.RunAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            Say($"exit {result.ExitCode} of etl {string.Join(' ', arguments)}: {result.Error}");
        }
        return result.Output + result.Error;
    }

    static string Describe(string[]? back) => back is null ? "not in the store" : JsonSerializer.Serialize(back);

    static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

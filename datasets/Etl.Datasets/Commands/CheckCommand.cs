using System.CommandLine;
using System.Text.Json;
using Etl.Datasets.Checking;

namespace Etl.Datasets.Commands;

/// <summary>Proves row by row that a cleaned file, or a store's ids, and the rejects agree with the truth.</summary>
static class CheckCommand
{
    static readonly Option<string> truth = new("--truth")
    {
        Description = "The truth that was generated with the file.",
        Required = true,
    };

    static readonly Option<string?> file = new("--file")
    {
        Description = "The generated file; with it the rejects' offsets and lengths are checked too.",
    };

    static readonly Option<string?> output = new("--output")
    {
        Description =
            "The output of 'etl clean', or any CSV with a column External ID or external_id, in the file's order.",
    };

    static readonly Option<string?> ids = new("--ids")
    {
        Description = "Instead of --output: a file with one external id per line, in the file's order.",
    };

    static readonly Option<string?> rejects = new("--rejects")
    {
        Description = "The rejects' JSON lines (FILE.rejects.csv.jsonl). Leave it out to check the output alone.",
    };

    static readonly Option<string> delimiter = new("--delimiter")
    {
        Description = "The output's delimiter: one of , ; | ^ or tab.",
        DefaultValueFactory = _ => ",",
    };

    public static Command Build()
    {
        var command = new Command(
            "check",
            """
            Proves row by row that output and rejects agree with the truth. Exit code 1 and the first differences if not.

            Examples:
              … -- check --truth t.jsonl --file f.csv --output clean.csv --rejects f.csv.rejects.csv.jsonl
              sqlite3 -header -csv contacts.db "select external_id, email, phone, mobile from contacts
                order by cast(substr(external_id, 3) as integer)" > store.csv
              … -- check --truth t.jsonl --output store.csv
            """
        )
        {
            truth,
            file,
            output,
            ids,
            rejects,
            delimiter,
        };
        delimiter.AcceptOnlyFromAmong(",", ";", "|", "^", "tab");
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) == null && result.GetValue(ids) == null && result.GetValue(rejects) == null)
            {
                result.AddError("Nothing to check: name --output FILE, --ids FILE or --rejects FILE.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    static int Run(ParseResult result)
    {
        var differences = new Differences(Console.Out);
        try
        {
            Compare(result, differences);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            differences.Add($"The check cannot go on: {failure.Message}");
        }
        return differences.Count == 0 ? 0 : 1;
    }

    static void Compare(ParseResult result, Differences differences)
    {
        using var truthLines = new StreamReader(result.GetValue(truth)!);
        using var original = result.GetValue(file) is { } path ? File.OpenRead(path) : null;
        using var rejectLines =
            result.GetValue(rejects) is { } rejectsPath && File.Exists(rejectsPath)
                ? new StreamReader(rejectsPath)
                : null;
        using var rows = OpenRows(result);
        var separator = result.GetValue(delimiter) is "tab" ? '\t' : result.GetValue(delimiter)![0];
        var outputCheck = rows == null ? null : new OutputCheck(new RecordReader(rows, separator), differences);
        var rejectsCheck =
            result.GetValue(rejects) == null ? null : new RejectsCheck(rejectLines, original, differences);
        var records = 0L;
        while (truthLines.ReadLine() is { } line)
        {
            var expected = JsonSerializer.Deserialize<TruthLine>(line)!;
            outputCheck?.Visit(expected);
            rejectsCheck?.Visit(expected);
            records++;
        }
        outputCheck?.End();
        rejectsCheck?.End();
        var verdict =
            differences.Count == 0 ? "all agree" : FormattableString.Invariant($"{differences.Count} differences");
        Console.WriteLine(
            FormattableString.Invariant(
                $"{records} records of the truth, {outputCheck?.Rows ?? 0} output rows, {rejectsCheck?.Rows ?? 0} rejects: {verdict}"
            )
        );
    }

    static TextReader? OpenRows(ParseResult result)
    {
        if (result.GetValue(output) is { } path)
        {
            return new StreamReader(path);
        }
        return result.GetValue(ids) is { } idsPath
            ? new HeadedReader("external_id\n", new StreamReader(idsPath))
            : null;
    }
}

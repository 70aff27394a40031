using System.CommandLine;
using System.Globalization;
using Etl.Datasets.Generation;

namespace Etl.Datasets.Commands;

/// <summary>Generates a file, and its truth where asked.</summary>
static class GenerateCommand
{
    static readonly Option<long> rows = new("--rows")
    {
        Description = "How many records, 1 to 500,000,000; blank rows are not counted.",
        DefaultValueFactory = _ => 1_000,
    };

    static readonly Option<ulong> seed = new("--seed")
    {
        Description = "The same seed and options give the same bytes.",
        DefaultValueFactory = _ => 1,
    };

    static readonly Option<double> duplicates = new("--duplicates")
    {
        Description = "Share of records that repeat an earlier person, 0 to 0.9.",
        DefaultValueFactory = _ => 0.2,
    };

    static readonly Option<double> bad = new("--bad")
    {
        Description = "Share of records that must be rejected, 0 to 0.5, spread evenly over four kinds of damage.",
        DefaultValueFactory = _ => 0.01,
    };

    static readonly Option<string> output = new("--out")
    {
        Description = "The file to write; - is standard output.",
        DefaultValueFactory = _ => "-",
    };

    static readonly Option<string?> truth = new("--truth")
    {
        Description = "Also write, as JSON lines, what must become of each record.",
    };

    static readonly Option<string> delimiter = new("--delimiter")
    {
        Description = "One of , ; | ^ or tab.",
        DefaultValueFactory = _ => ",",
    };

    static readonly Option<bool> quoteAll = new("--quote-all") { Description = "Quote every field." };

    static readonly Option<bool> carriageReturns = new("--crlf")
    {
        Description = "End lines with CR LF instead of LF.",
    };

    public static void AddTo(Command command)
    {
        foreach (
            var option in (Option[])[rows, seed, duplicates, bad, output, truth, delimiter, quoteAll, carriageReturns]
        )
        {
            command.Add(option);
        }
        Limit(rows, 1, GeneratorOptions.RowsMax);
        Limit(duplicates, 0, 0.9);
        Limit(bad, 0, 0.5);
        delimiter.AcceptOnlyFromAmong(",", ";", "|", "^", "tab");
        command.SetAction(Run);
    }

    static void Limit<T>(Option<T> option, T least, T most)
        where T : IComparable<T>, IFormattable =>
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<T>() is { } value && IsOutside(value, least, most))
            {
                result.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{option.Name} is '{value}', expected a number from {least} to {most}."
                    )
                );
            }
        });

    static bool IsOutside<T>(T value, T least, T most)
        where T : IComparable<T> => value.CompareTo(least) < 0 || value.CompareTo(most) > 0;

    static int Run(ParseResult result)
    {
        var options = new GeneratorOptions
        {
            Rows = result.GetValue(rows),
            Seed = result.GetValue(seed),
            DuplicateShare = result.GetValue(duplicates),
            BadShare = result.GetValue(bad),
            Delimiter = result.GetValue(delimiter) is "tab" ? (byte)'\t' : (byte)result.GetValue(delimiter)![0],
            QuoteAll = result.GetValue(quoteAll),
            CarriageReturns = result.GetValue(carriageReturns),
        };
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            using var file = OpenOutput(result.GetValue(output)!);
            using var truths = result.GetValue(truth) is { } path ? OpenOutput(path) : null;
            var summary = new DatasetGenerator(options).Run(file, truths);
            Console.Error.WriteLine(summary.ToJson(TimeProvider.System.GetElapsedTime(start)));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The output cannot be written: {failure.Message}");
            return 3;
        }
    }

    static Stream OpenOutput(string path) =>
        path == "-"
            ? Console.OpenStandardOutput()
            : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
}

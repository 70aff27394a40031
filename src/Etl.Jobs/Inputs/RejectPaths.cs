using System.Globalization;
using System.Text.RegularExpressions;

namespace Etl.Jobs.Inputs;

/// <summary>Names of rejects files and of what lies beside them.</summary>
public static partial class RejectPaths
{
    const string Ending = ".rejects.csv";
    const int MatchMilliseconds = 1000;

    /// <summary>Ending of the file that keeps the job's options beside a rejects file.</summary>
    public const string OptionsEnding = ".yaml";

    /// <summary>
    /// The rejects file of an input: <c>INPUT.rejects.csv</c>; for a rejects file itself the next in line,
    /// <c>INPUT.rejects.2.csv</c>, so that names do not grow and no file overwrites its own source. Pipes that a shell
    /// named get <c>pipe.rejects.csv</c>, <c>pipe2.rejects.csv</c> and so on, by the place among the inputs.
    /// </summary>
    public static string For(string input, string? option, int index)
    {
        if (option is not null)
        {
            return index == 0 ? option : Numbered(option, index + 1);
        }
        if (input == InputPaths.Standard)
        {
            return "stdin" + Ending;
        }
        if (IsNobodys(input))
        {
            return index == 0
                ? "pipe" + Ending
                : string.Create(CultureInfo.InvariantCulture, $"pipe{index + 1}{Ending}");
        }
        if (input.EndsWith(Ending, StringComparison.Ordinal))
        {
            return input[..^Ending.Length] + ".rejects.2.csv";
        }
        var match = Round().Match(input);
        return match.Success
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{input[..match.Index]}.rejects.{int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}.csv"
            )
            : input + Ending;
    }

    /// <summary>True for pipes that a shell named (<c>/dev/fd/63</c>): nothing can lie beside them.</summary>
    static bool IsNobodys(string input) =>
        (input.StartsWith("/dev/", StringComparison.Ordinal) || input.StartsWith("/proc/", StringComparison.Ordinal))
        && InputPaths.IsStream(input);

    /// <summary>True for rejects files and their companions, which a glob over inputs must not take up.</summary>
    public static bool IsByProduct(string path) => ByProduct().IsMatch(path);

    /// <summary>The path with a number before its ending.</summary>
    public static string Numbered(string path, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.ChangeExtension(path, null)}.{number}{Path.GetExtension(path)}"
        );

    // Compiled when Etl is built: making a matcher took longer than opening the input.
    [GeneratedRegex(@"\.rejects\.([0-9]{1,6})\.csv$", RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex Round();

    [GeneratedRegex(
        @"\.rejects(\.[0-9]+)?\.csv(\.(jsonl|yaml|partial|bak|jsonl\.partial|jsonl\.bak))?$|\.etl\.json$",
        RegexOptions.CultureInvariant,
        MatchMilliseconds
    )]
    private static partial Regex ByProduct();
}

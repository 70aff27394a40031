using System.Globalization;

namespace Etl.EndToEnd.Scaling;

/// <summary>The processors that this program may use, and how another program is kept to some of them.</summary>
/// <param name="Numbers">Their numbers in the system, ascending.</param>
/// <param name="PinProgram">Path of <c>taskset</c>; null where it is not there, and nothing can be pinned.</param>
sealed record ProcessorSet(IReadOnlyList<int> Numbers, string? PinProgram)
{
    const string StatusFile = "/proc/self/status";
    const string StatusLine = "Cpus_allowed_list:";

    /// <summary>Asks the system.</summary>
    public static ProcessorSet Find()
    {
        var list = File.Exists(StatusFile)
            ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(StatusLine, StringComparison.Ordinal))
            : null;
        var numbers = list is null ? [] : Parse(list[StatusLine.Length..]);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var pin = folders.Select(folder => Path.Combine(folder, "taskset")).FirstOrDefault(File.Exists);
        // A container may be given less time than its processors have.
        return numbers.Count == 0
            ? new ProcessorSet([.. Enumerable.Range(0, Environment.ProcessorCount)], null)
            : new ProcessorSet([.. numbers.Take(Environment.ProcessorCount)], pin);
    }

    /// <summary>Reads a list as the kernel writes it: <c>0-1,4</c> for 0, 1 and 4.</summary>
    public static IReadOnlyList<int> Parse(string list) => [.. list.Trim().Split(',').SelectMany(Range)];

    /// <summary>Why nothing can be measured on so many processors; null when it can.</summary>
    public string? Obstacle(int count) =>
        PinProgram is null ? "taskset is not there"
        : count > Numbers.Count ? string.Create(CultureInfo.InvariantCulture, $"the machine has {Numbers.Count}")
        : null;

    /// <summary>The words that keep the program behind them to the first so many processors; none when nothing can be pinned.</summary>
    public IReadOnlyList<string> WordsFor(int count) =>
        PinProgram is null
            ? []
            :
            [
                PinProgram,
                "-c",
                string.Join(',', Numbers.Take(count).Select(number => number.ToString(CultureInfo.InvariantCulture))),
            ];

    static IEnumerable<int> Range(string part)
    {
        int[] ends = [.. part.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}

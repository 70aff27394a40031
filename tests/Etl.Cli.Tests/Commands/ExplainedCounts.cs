using System.Text.Json;

namespace Etl.Cli.Tests.Commands;

/// <summary>The counts by code and field of a report, and of the lines of an explanation, in one order.</summary>
static class ExplainedCounts
{
    static readonly string?[] aboutNoValue = ["HEADER_RENAMED", "INSTRUCTION_ROW_SKIPPED"];

    public static List<(string, string?, long)> Reported(JsonElement report) =>
        [
            .. report
                .GetProperty("changes")
                .EnumerateArray()
                .Concat(report.GetProperty("warnings").EnumerateArray())
                .Where(code => !aboutNoValue.Contains(code.GetProperty("code").GetString()))
                .Select(code =>
                    (
                        code.GetProperty("code").GetString()!,
                        code.GetProperty("field").GetString(),
                        code.GetProperty("count").GetInt64()
                    )
                )
                .Order(),
        ];

    public static List<(string, string?, long)> Explained(IEnumerable<JsonElement> lines) =>
        [
            .. lines
                .GroupBy(line => (line.GetProperty("code").GetString()!, line.GetProperty("field").GetString()))
                .Select(group =>
                    (
                        group.Key.Item1,
                        group.Key.Item2,
                        group.Sum(line => line.TryGetProperty("times", out var times) ? times.GetInt64() : 1)
                    )
                )
                .Order(),
        ];
}

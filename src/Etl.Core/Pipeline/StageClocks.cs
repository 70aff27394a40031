using System.Collections.Concurrent;
using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>The clocks of all stages, in the order of the data's path.</summary>
public sealed class StageClocks
{
    static readonly string[] order =
    [
        "read",
        "parse",
        "normalize",
        "validate",
        "keys",
        "encode",
        "dedupe",
        "sink",
        "commit",
    ];

    readonly ConcurrentDictionary<string, StageClock> clocks = new(StringComparer.Ordinal);

    /// <summary>The names of all stages, in the order of the data's path.</summary>
    public static IReadOnlyList<string> Stages => order;

    /// <summary>The clock of a stage, made when first asked for.</summary>
    public StageClock Of(string stage) => clocks.GetOrAdd(stage, static name => new StageClock(name));

    /// <summary>Times of all stages that ran.</summary>
    public IReadOnlyList<StageTime> Times =>
        [
            .. clocks
                .Values.OrderBy(clock => Array.IndexOf(order, clock.Name) is var place and >= 0 ? place : order.Length)
                .ThenBy(clock => clock.Name, StringComparer.Ordinal)
                .Select(clock => new StageTime(clock.Name, clock.BusySeconds, clock.WaitSeconds)),
        ];
}

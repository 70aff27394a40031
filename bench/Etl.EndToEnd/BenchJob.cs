using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>One job as a user would start it.</summary>
/// <param name="Name">Its name in tables and in <c>--only</c>.</param>
/// <param name="What">What it does, in a few words.</param>
/// <param name="Arguments">Words of the command line, in the folder of the run.</param>
sealed record BenchJob(string Name, string What, Func<TempFolder, IReadOnlyList<string>> Arguments)
{
    /// <summary>Made before each run, outside the timing: the words of a program and its arguments; null for nothing.</summary>
    public IReadOnlyList<string>? Before { get; init; }

    /// <summary>Needs the store that an import made once.</summary>
    public bool ReadsStore { get; init; }
}

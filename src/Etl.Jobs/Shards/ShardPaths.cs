using System.Globalization;
using Etl.Core.Contracts;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Shards;

/// <summary>Names of the files that a shard writes. Shards may share a folder, so each has its number in all of them.</summary>
static class ShardPaths
{
    const string RejectsEnding = ".rejects.csv";

    /// <summary>The options with the shard's number in the names of its files; the same when it is there already.</summary>
    public static JobOptions Mark(JobOptions options) =>
        options.Shard is not { } shard || options.Inputs is not [{ } input]
            ? options
            : options with
            {
                Rejects = Mark(options.Rejects ?? RejectPaths.For(input, null, 0), shard),
                Report = options.Report is { } report ? Mark(report, shard) : null,
                Explain = options.Explain is { } explain ? Mark(explain, shard) : null,
            };

    /// <summary>A path with the shard's number before its ending.</summary>
    public static string Mark(string path, Shard shard)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $".shard-{shard.Number}-of-{shard.Count}");
        if (path.StartsWith("/dev/", StringComparison.Ordinal) || path.Contains(mark + ".", StringComparison.Ordinal))
        {
            return path;
        }
        var ending = path.EndsWith(RejectsEnding, StringComparison.Ordinal) ? RejectsEnding : Path.GetExtension(path);
        return path[..^ending.Length] + mark + ending;
    }
}

using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>The value of <c>--shard</c>.</summary>
static class ShardNumber
{
    /// <summary>Each process holds a lock and waits for those before it; more of them than this help nobody.</summary>
    const int CountMax = 1000;

    /// <summary>Reads <c>3/8</c>.</summary>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && number >= 1
            && number <= count
            && count <= CountMax
            ? new Shard(number, count)
            : throw new JobException(
                $"--shard was given '{text}'; expected which part of how many, from 1/1 to 1000/1000, for example --shard 3/8."
            );
    }
}

using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>What can be asked of a shard. What concerns the whole of a job, one of several processes cannot judge.</summary>
static class ShardOptions
{
    /// <summary>Throws <see cref="JobException"/> for the first thing that is wrong.</summary>
    public static void Validate(JobOptions options)
    {
        if (options.Shard is null)
        {
            RefuseWithoutShard(options);
            return;
        }
        if (options.ShardSet is { } set && (set.Length == 0 || set.All(char.IsAsciiDigit)))
        {
            throw new JobException(
                $"--shard-set was given '{set}', which would be taken for the number of a job; choose a name with a letter, for example --shard-set contacts-2031-05."
            );
        }
        var (given, instead) = options switch
        {
            { DryRun: true } => ("--dry-run", "try the import without --shard"),
            { Publish: PublishMode.Staged } => (
                "--publish staged",
                "leave it out (jobs undo takes the whole set back)"
            ),
            { MaxRejects: not null } => ("--max-rejects", "leave it out, and look at the shards with jobs list"),
            { Query: not null } => ("--query", "export it to a file first"),
            _ => ("", ""),
        };
        if (given.Length > 0)
        {
            throw new JobException(
                $"{given} concerns a whole import, and --shard loads a part of one; {instead}, or leave --shard out."
            );
        }
    }

    static void RefuseWithoutShard(JobOptions options)
    {
        var given =
            options.ShardSet is not null ? "--shard-set"
            : options.ShardWait is not null ? "--shard-wait"
            : null;
        if (given is not null)
        {
            throw new JobException($"{given} belongs to --shard; add for example --shard 1/8, or leave it out.");
        }
    }
}

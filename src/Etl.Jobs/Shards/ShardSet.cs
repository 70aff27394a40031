using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Shards;

/// <summary>The set that a shard belongs to: one file, one way to read and store it, one number of parts.</summary>
static class ShardSet
{
    const int HashLettersShown = 8;

    /// <summary>
    /// The shard's place. Unless it is named, the set is made of the name and size of the input, the options as they were
    /// resolved, and the number of parts.
    /// </summary>
    public static JobShard Of(JobOptions resolved, JobInput input)
    {
        var shard = resolved.Shard!;
        var length = input.Source.Description.LengthBytes ?? 0;
        return new JobShard(resolved.ShardSet ?? Name(resolved, shard, length), shard, length);
    }

    /// <summary>Throws when a shard does not belong to those of its set that are there.</summary>
    public static void Check(JobShard own, JobOptions resolved, IReadOnlyList<JobEntry> set)
    {
        foreach (var job in set)
        {
            var what =
                job.Shard!.Shard.Count != own.Shard.Count
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{job.Shard.Shard.Count} shards and not {own.Shard.Count}"
                    )
                : job.Shard.InputBytes != own.InputBytes
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"an input of {job.Shard.InputBytes:N0} bytes and not {own.InputBytes:N0}"
                    )
                : Comparable(JobFile.OfJob(job)) != Comparable(resolved) ? "other options or an input of another name"
                : null;
            if (what is not null)
            {
                throw new JobException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The set '{own.Set}' was started with {what} (job {job.Id}); start all its shards alike, or name another set with --shard-set."
                    )
                );
            }
        }
    }

    static string Name(JobOptions resolved, Shard shard, long length)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Comparable(resolved)}{length}\n{shard.Count}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{Path.GetFileName(resolved.Inputs[0])}-{hash[..HashLettersShown]}";
    }

    /// <summary>What decides the result, as text. Folders, sizes and where other files go may differ from machine to machine.</summary>
    static string Comparable(JobOptions options) =>
        JobFile.Write(
            options with
            {
                Inputs = [.. options.Inputs.Select(Path.GetFileName).OfType<string>()],
                Target = JobOptions.DefaultTarget,
                Templates = null,
                Rejects = null,
                Report = null,
                Explain = null,
                Workers = null,
                MemoryBytes = JobOptions.DefaultMemoryBytes,
                Connections = null,
                Shard = null,
                ShardSet = null,
                ShardWait = null,
                Quiet = false,
                Json = false,
                Verbose = false,
            }
        );
}

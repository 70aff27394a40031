using System.Globalization;
using Etl.Core.Contracts;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>Who writes to a table, as the name of his connection says it.</summary>
/// <param name="Name">The whole name, for example <c>etl job 12 (process 345 on HOST)</c>.</param>
/// <param name="Pid">Number of his backend in the server.</param>
readonly record struct LockHolder(string Name, int Pid)
{
    const string Prefix = "etl job ";

    /// <summary>His job, or null when he works on none.</summary>
    public long? JobId
    {
        get
        {
            if (!Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return null;
            }
            var digits = Name.AsSpan(Prefix.Length);
            var end = digits.IndexOf(' ');
            return long.TryParse(
                end < 0 ? digits : digits[..end],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var jobId
            )
                ? jobId
                : null;
        }
    }

    /// <summary>The name of a connection that works on a job.</summary>
    public static string NameOf(long jobId) =>
        FormattableString.Invariant($"{Prefix}{jobId} (process {Environment.ProcessId} on {Environment.MachineName})");

    /// <summary>The name of a connection that holds a shard. Names are cut behind 63 bytes.</summary>
    public static string NameOf(JobShard shard) =>
        FormattableString.Invariant(
            $"etl {shard.Shard.Text} (process {Environment.ProcessId} on {Environment.MachineName})"
        );

    /// <summary>As part of a sentence.</summary>
    public override string ToString() =>
        Name.Length == 0
            ? FormattableString.Invariant($"another program (backend {Pid})")
            : FormattableString.Invariant($"{Name[(Name.StartsWith("etl ", StringComparison.Ordinal) ? 4 : 0)..]}");
}

using System.Text;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// Advisory locks of Etl: two numbers, a class of its own and a hash of a name. They are taken in transactions only, because
/// a pooler such as pgBouncer gives each transaction another connection.
/// </summary>
static class AdvisoryLocks
{
    /// <summary>Making the ledger of a schema. "EtlL" in ASCII.</summary>
    public const int Ledger = 0x45746C4C;

    /// <summary>Writing to a table. "EtlW" in ASCII.</summary>
    public const int Writer = 0x45746C57;

    /// <summary>Working on a shard, and entering one of a set. "EtlS" in ASCII.</summary>
    public const int Shard = 0x45746C53;

    /// <summary>Sending a chunk. "EtlC" in ASCII.</summary>
    const int Chunk = 0x45746C43;

    /// <summary>Spreads jobs over lock numbers; a prime, so that chunks of neighbouring jobs do not meet.</summary>
    const int JobFactor = 1_000_003;

    /// <summary>Takes a lock until the transaction ends, waiting for it. Parameters: see <see cref="OfChunk"/>.</summary>
    public const string TakeSql = "select pg_advisory_xact_lock($1, $2)";

    /// <summary>The lock of a chunk, which whoever sends it holds until its transaction ends.</summary>
    public static (int Class, int Number) OfChunk(long jobId, int chunk) =>
        (Chunk, unchecked((int)jobId * JobFactor + chunk));

    /// <summary>Takes the lock of a chunk until the transaction ends, waiting for it.</summary>
    public static async ValueTask TakeOfChunkAsync(
        NpgsqlConnection connection,
        long jobId,
        int chunk,
        CancellationToken cancellationToken
    )
    {
        var (lockClass, number) = OfChunk(jobId, chunk);
        await connection.RunAsync(TakeSql, [lockClass, number], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a lock until the transaction ends, waiting for it.</summary>
    public static async ValueTask TakeAsync(
        NpgsqlConnection connection,
        int lockClass,
        string name,
        CancellationToken cancellationToken
    )
    {
        await connection.RunAsync(TakeSql, [lockClass, HashOf(name)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a lock until the transaction ends; false when somebody else has it.</summary>
    public static ValueTask<bool> TryTakeAsync(
        NpgsqlConnection connection,
        int lockClass,
        string name,
        CancellationToken cancellationToken
    ) =>
        connection.ScalarAsync<bool>(
            "select pg_try_advisory_xact_lock($1, $2)",
            [lockClass, HashOf(name)],
            cancellationToken
        );

    /// <summary>
    /// FNV-1a over the name's UTF-8: the same in every version and process. A table that does not exist yet has no other
    /// number; two names of one hash merely wait for each other.
    /// </summary>
    public static int HashOf(string name)
    {
        var hash = 2166136261u;
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ unit) * 16777619u;
        }
        return unchecked((int)hash);
    }
}

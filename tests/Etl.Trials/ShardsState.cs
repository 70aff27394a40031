using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>What a set of shards, or the one process that it must equal, left behind.</summary>
/// <param name="Rows">Contacts in the table.</param>
/// <param name="Contacts">Hash of all contacts by id; ids, time stamps and job numbers left out.</param>
/// <param name="RejectCount">Rejected records.</param>
/// <param name="Rejects">Hash of the rejected records of all shards, one after the other.</param>
/// <param name="Positions">Hash of their reasons and positions.</param>
/// <param name="Leftovers">What must not be left in the store; empty when there is nothing.</param>
sealed record ShardsState(
    long Rows,
    string Contacts,
    int RejectCount,
    string Rejects,
    string Positions,
    string Leftovers
)
{
    /// <summary>Reads it.</summary>
    /// <param name="folder">Where the rejects are.</param>
    /// <param name="target">The table.</param>
    /// <param name="shards">How many shards loaded; 1 for one process.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ShardsState> ReadAsync(
        TempFolder folder,
        PostgresTarget target,
        int shards,
        CancellationToken cancellationToken
    )
    {
        var leftovers = await target.FindLeftoversAsync(cancellationToken);
        var (rows, contacts) = await target.ReadContactsAsync(cancellationToken);
        var paths = shards == 1 ? [TrialImport.Rejects(folder)] : Enumerable.Range(1, shards).Select(PathOf);
        var files = paths.Where(File.Exists).ToList();
        var positions = files.SelectMany(path => File.ReadLines(path + ".jsonl")).ToList();
        return new ShardsState(
            rows,
            contacts,
            positions.Count,
            // Each file has the header.
            Hash(files.SelectMany(path => File.ReadLines(path).Skip(1))),
            Hash(positions),
            leftovers
        );

        string PathOf(int shard) =>
            Path.ChangeExtension(
                TrialImport.Rejects(folder),
                string.Create(CultureInfo.InvariantCulture, $".shard-{shard}-of-{shards}.csv")
            );
    }

    static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
}

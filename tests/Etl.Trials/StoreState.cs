using System.Security.Cryptography;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>What a finished import left behind, as hashes that can be compared: the contacts, the rejects, the files.</summary>
/// <param name="Rows">Contacts in the store.</param>
/// <param name="Contacts">Hash of all contacts by id; ids, time stamps and job numbers left out.</param>
/// <param name="Rejects">Hash of the rejects file; empty when there is none.</param>
/// <param name="Positions">Hash of the file of positions beside it.</param>
/// <param name="Files">Names of all files.</param>
/// <param name="Leftovers">What must not be left in the store; empty when there is nothing.</param>
sealed record StoreState(long Rows, string Contacts, string Rejects, string Positions, string Files, string Leftovers)
{
    /// <summary>Reads the state of a folder and its target.</summary>
    public static async Task<StoreState> ReadAsync(
        TempFolder folder,
        ITrialTarget target,
        string rejectsName,
        CancellationToken cancellationToken
    )
    {
        var leftovers = await target.FindLeftoversAsync(cancellationToken);
        var (rows, contacts) = await target.ReadContactsAsync(cancellationToken);
        return new StoreState(
            rows,
            contacts,
            HashFile(folder.File(rejectsName)),
            HashFile(folder.File(rejectsName + ".jsonl")),
            string.Join(' ', folder.FileNames()),
            leftovers
        );
    }

    static string HashFile(string path) =>
        File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "";
}

using System.Security.Cryptography;

namespace Etl.Cli.Hosting;

/// <summary>The system's library for digests and random keys: it takes some milliseconds to load, and a second processor has nothing to do while the command line is read.</summary>
static class EarlyCrypto
{
    /// <summary>Loads it for the commands that read inputs: they need a digest of each header and a random key.</summary>
    public static void Load(IReadOnlyList<string> arguments)
    {
        if (arguments is ["clean" or "import", ..])
        {
            _ = LoadAsync();
        }
    }

    static async Task LoadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _ = SHA256.HashData([]);
    }
}

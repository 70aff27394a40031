using Etl.Databases.Postgres.Connections;

namespace Etl.Jobs.Stores;

/// <summary>Asks the user for passwords, once per server and user however often a command connects.</summary>
/// <param name="ask">Shows a text and reads a line without showing it; null when nobody answers.</param>
public sealed class PasswordPrompt(Func<string, string?> ask)
{
    readonly Dictionary<(string Server, string User), string> known = [];

    /// <summary>The password that was given before, or null.</summary>
    public string? Known(PostgresAddress address) => known.GetValueOrDefault((address.Server, address.User));

    /// <summary>Asks; null when the user gives none.</summary>
    public string? Ask(PostgresAddress address)
    {
        if (ask($"Password of {address.User} at {address.Server}: ") is not { Length: > 0 } password)
        {
            return null;
        }
        known[(address.Server, address.User)] = password;
        return password;
    }
}

using Etl.Databases.Postgres.Connections;
using Etl.Databases.Stores;

namespace Etl.Jobs.Stores;

/// <summary>Targets and inputs as they may be shown and written down: without passwords.</summary>
public static class TargetText
{
    /// <summary>The target without its passwords; it still opens where the password comes from elsewhere.</summary>
    public static string Shown(string target) => PostgresAddress.WithoutSecrets(target);

    /// <summary>The same, quoted for a shell where that is needed: a URI may hold '&amp;' and '?'.</summary>
    public static string ForCommand(string target) => StoreCommand.WordOf(target);
}

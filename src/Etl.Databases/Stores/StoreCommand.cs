using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;

namespace Etl.Databases.Stores;

/// <summary>
/// Commands that a sentence tells the user to run, ready to be copied into a shell. They stand behind a colon and never in quotes, because
/// they may hold quotes themselves.
/// </summary>
public static class StoreCommand
{
    /// <summary>A command for a store, for example <c>etl jobs undo 7 --to sqlite:a.db</c>.</summary>
    /// <param name="command">What comes before the store, without <c>etl</c>.</param>
    /// <param name="target">The store; its passwords are left out.</param>
    public static string Of(string command, string target) => $"etl {command} --to {WordOf(target)}";

    /// <summary>A target or an input without its passwords, quoted for a shell where that is needed: a URI may hold '&amp;' and '?'.</summary>
    public static string WordOf(string target) => ShellWord.Quote(PostgresAddress.WithoutSecrets(target));
}

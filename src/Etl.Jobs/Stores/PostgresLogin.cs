using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Stores;

/// <summary>Opens something of a PostgreSQL database, and asks for the password when the server wants one that nobody gave.</summary>
static class PostgresLogin
{
    /// <summary>Opens it.</summary>
    /// <param name="target">The address as the user wrote it.</param>
    /// <param name="environment">Where a password may come from.</param>
    /// <param name="open">Opens it; called again when the password is known.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<T> OpenAsync<T>(
        string target,
        JobEnvironment environment,
        Func<PostgresAddress, CancellationToken, ValueTask<T>> open,
        CancellationToken cancellationToken
    )
    {
        var address = PostgresAddress.Parse(target);
        if (environment.Passwords is not { } prompt || address.HasPassword)
        {
            return await open(address, cancellationToken).ConfigureAwait(false);
        }
        try
        {
            var known = prompt.Known(address) is { } given ? address.WithPassword(given) : address;
            return await open(known, cancellationToken).ConfigureAwait(false);
        }
        catch (JobException exception) when (PostgresFailures.IsPasswordMissing(exception))
        {
            if (prompt.Ask(address) is not { } password)
            {
                throw;
            }
            return await open(address.WithPassword(password), cancellationToken).ConfigureAwait(false);
        }
    }
}

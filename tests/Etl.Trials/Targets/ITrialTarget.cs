namespace Etl.Trials.Targets;

/// <summary>One target of an import, and what an import left in it.</summary>
interface ITrialTarget : IAsyncDisposable
{
    /// <summary>What <c>--to</c> takes.</summary>
    string Uri { get; }

    /// <summary>Number and hash of all contacts by id; ids, job numbers and time stamps left out.</summary>
    Task<(long Rows, string Hash)> ReadContactsAsync(CancellationToken cancellationToken);

    /// <summary>True when the ledger knows a job.</summary>
    Task<bool> HasJobAsync(CancellationToken cancellationToken);

    /// <summary>What an import must not leave behind, by name; empty when there is nothing.</summary>
    Task<string> FindLeftoversAsync(CancellationToken cancellationToken);
}

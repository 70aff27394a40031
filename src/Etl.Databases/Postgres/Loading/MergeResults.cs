namespace Etl.Databases.Postgres.Loading;

/// <summary>What the server says about the merges of a chunk: ordinals of rows, in memory that is kept from one chunk to the next.</summary>
sealed class MergeResults
{
    /// <summary>Rows whose merge changed something.</summary>
    public List<int> Updated { get; } = [];

    /// <summary>Rows whose contact others deleted, or gave another match key, after they were decided.</summary>
    public List<int> Moved { get; } = [];

    /// <summary>Rows whose consent was kept.</summary>
    public List<int> ConsentKept { get; } = [];

    /// <summary>Rows of the round at hand that change their contact, which is locked.</summary>
    public List<int> Changed { get; } = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Updated.Clear();
        Moved.Clear();
        ConsentKept.Clear();
        Changed.Clear();
    }
}

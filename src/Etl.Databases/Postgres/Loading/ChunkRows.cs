using System.Buffers;
using Etl.Core.Batches;
using Etl.Core.Rejects;
using Etl.Databases.Postgres.Matching;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// The rows of a chunk and what becomes of each, by its ordinal in the chunk. Decided by one task in input order; a row that
/// the server refused stays refused when the chunk is decided again.
///
/// While the chunk is on its way, its decisions (<see cref="Actions"/>, <see cref="Owners"/>, rounds and ids) may be read by both
/// tasks and are written by none; what the server says (<see cref="Refusals"/>, <see cref="Updated"/>,
/// <see cref="ConsentKept"/>, <see cref="Parts"/>) belongs to the task that sends. The one that decides takes it over by
/// awaiting that task, which is all the ordering that plain collections need.
///
/// What there is one of for each row is borrowed, and given back by <see cref="Release"/> when the chunk is over.
/// </summary>
sealed class ChunkRows
{
    readonly int[] firstRows;
    readonly Dictionary<int, Refusal> refusals = [];
    RowAction[] actions;
    long[] owners;
    int[] rounds = [];

    /// <summary>Takes the batches of a chunk.</summary>
    /// <param name="number">0-based number of the chunk in its job.</param>
    /// <param name="batches">Its batches, in input order.</param>
    /// <param name="results">Where the server's answers go, to be used again for the next chunk. Default: null, lists of its own.</param>
    public ChunkRows(int number, IReadOnlyList<RecordBatch> batches, MergeResults? results = null)
    {
        Number = number;
        Results = results ?? new MergeResults();
        Results.Clear();
        Batches = batches;
        firstRows = new int[batches.Count + 1];
        for (var index = 0; index < batches.Count; index++)
        {
            firstRows[index + 1] = firstRows[index] + batches[index].RowCount;
        }
        actions = ArrayPool<RowAction>.Shared.Rent(Count);
        owners = ArrayPool<long>.Shared.Rent(Count);
        Actions.Clear();
        Owners.Clear();
    }

    /// <summary>0-based number of the chunk in its job.</summary>
    public int Number { get; }

    /// <summary>Its batches, in input order.</summary>
    public IReadOnlyList<RecordBatch> Batches { get; }

    /// <summary>Number of rows.</summary>
    public int Count => firstRows[^1];

    /// <summary>What becomes of each row.</summary>
    public Span<RowAction> Actions => actions.AsSpan(0, Count);

    /// <summary>The contact that each row is, or matched.</summary>
    public Span<long> Owners => owners.AsSpan(0, Count);

    /// <summary>For rows to merge: how many rows of the chunk were merged into the same contact before.</summary>
    public Span<int> Rounds => rounds.AsSpan(0, rounds.Length == 0 ? 0 : Count);

    /// <summary>Rounds of merging that the chunk needs.</summary>
    public int RoundCount { get; set; }

    /// <summary>Number of the first new contact.</summary>
    public long FirstOwner { get; set; }

    /// <summary>New contacts, those that the server refused included.</summary>
    public int InsertCount { get; set; }

    /// <summary>Rows to merge.</summary>
    public int MergeCount { get; set; }

    /// <summary>The id of the first new contact once ids are reserved, else 0.</summary>
    public long FirstId { get; set; }

    /// <summary>How many ids are reserved.</summary>
    public int ReservedCount { get; set; }

    /// <summary>
    /// The parts that are written one after the other, when the server does not take the chunk as a whole: a value that one row
    /// frees and a later one takes. Empty: the chunk is one part.
    /// </summary>
    public IReadOnlyList<ChunkPart> Parts { get; set; } = [];

    /// <summary>What the server refused, by row. Not to be read by who decides while the chunk is on its way.</summary>
    public IReadOnlyDictionary<int, Refusal> Refusals => refusals;

    /// <summary>The first row of a batch.</summary>
    public int FirstRowOf(int batch) => firstRows[batch];

    /// <summary>The batch that a row lies in, and its place there.</summary>
    public (RecordBatch Batch, int Row) At(int row)
    {
        var index = Array.BinarySearch(firstRows, row);
        index = index >= 0 ? index : ~index - 1;
        while (Batches[index].RowCount == 0)
        {
            index++;
        }
        return (Batches[index], row - firstRows[index]);
    }

    /// <summary>Room for the rounds, which only updates need.</summary>
    public void UseRounds()
    {
        if (rounds.Length == 0)
        {
            rounds = ArrayPool<int>.Shared.Rent(Count);
            Rounds.Clear();
        }
    }

    /// <summary>Remembers that the server refused a row.</summary>
    public void Refuse(int row, Refusal refusal) => refusals.TryAdd(row, refusal);

    /// <summary>Gives each row its bucket; <paramref name="columnOf"/> names the batch column of a refusal.</summary>
    public void SetOutcomes(Func<RecordBatch, string?, int> columnOf)
    {
        for (var index = 0; index < Batches.Count; index++)
        {
            var outcomes = Batches[index].Outcomes;
            for (var row = 0; row < outcomes.Length; row++)
            {
                outcomes[row] = Actions[firstRows[index] + row] switch
                {
                    RowAction.Insert => RowOutcome.Inserted,
                    RowAction.DuplicateInFile => RowOutcome.DuplicateInFile,
                    RowAction.DuplicateInStore => RowOutcome.DuplicateInStore,
                    RowAction.Merge => RowOutcome.Unchanged,
                    _ => outcomes[row],
                };
            }
        }
        foreach (var (row, refusal) in refusals.OrderBy(entry => entry.Key))
        {
            var (batch, place) = At(row);
            batch.Reject(place, RejectStage.Load, columnOf(batch, refusal.Column), refusal.Code, refusal.Message);
        }
        foreach (var row in Updated)
        {
            var (batch, place) = At(row);
            batch.Outcomes[place] = RowOutcome.Updated;
        }
    }

    /// <summary>Forgets what an earlier attempt found out about merges.</summary>
    public void ClearResults() => Results.Clear();

    /// <summary>Gives back what was borrowed. Nobody may ask for a row any more.</summary>
    public void Release()
    {
        ArrayPool<RowAction>.Shared.Return(actions);
        ArrayPool<long>.Shared.Return(owners);
        ArrayPool<int>.Shared.Return(rounds);
        actions = [];
        owners = [];
        rounds = [];
    }

    /// <summary>What the server says about merges.</summary>
    public MergeResults Results { get; }

    /// <summary>Rows whose merge changed something.</summary>
    public List<int> Updated => Results.Updated;

    /// <summary>The contacts that rows to merge were compared with; null where none is merged.</summary>
    public ContactStates? Contacts { get; set; }

    /// <summary>Rows whose contact others deleted, or gave another match key, after they were decided.</summary>
    public List<int> Moved => Results.Moved;

    /// <summary>Rows whose consent was kept.</summary>
    public List<int> ConsentKept => Results.ConsentKept;
}

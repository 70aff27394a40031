using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Explanations;

/// <summary>
/// What was done to the values of one batch, kept as places in its buffer, where every value stays until the batch is used again. A
/// batch has one only when somebody asked for explanations.
/// </summary>
public sealed class BatchExplanations
{
    readonly List<Explanation> all = [];

    /// <summary>All of them, in the order in which they were found.</summary>
    public IReadOnlyList<Explanation> All => all;

    /// <summary>Adds one.</summary>
    public void Add(int row, int column, Code code, FieldSpan before, FieldSpan after, int times = 1) =>
        all.Add(new Explanation(row, column, code, times, before, after));

    /// <summary>Forgets everything, keeping the memory.</summary>
    public void Clear() => all.Clear();

    /// <summary>Forgets what belongs to rows from <paramref name="rowCount"/> on.</summary>
    internal void Truncate(int rowCount) => all.RemoveAll(explanation => explanation.Row >= rowCount);

    /// <summary>Those in the order of the input: by row, by column, and of one value in the order in which it was changed.</summary>
    internal IEnumerable<Explanation> InOrder() =>
        all.OrderBy(explanation => explanation.Row).ThenBy(explanation => explanation.Column);
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Conditions;

/// <summary>
/// Sets the rows that do not meet a condition to <see cref="RowOutcome.Filtered"/> (<c>--filter</c>). Works node by node over the whole batch, on
/// bytes, and allocates nothing once its buffers have grown. One per worker.
/// </summary>
public sealed class ConditionFilter : IRowRule
{
    const byte IsFalse = 0;
    const byte IsUnknown = 1;
    const byte IsTrue = 2;

    readonly BatchLayout layout;
    readonly Node root;

    /// <summary>Binds a condition to a layout.</summary>
    /// <exception cref="JobException">No column feeds a field of the condition.</exception>
    public ConditionFilter(Condition condition, BatchLayout layout)
    {
        this.layout = layout;
        root = Bind(condition);
    }

    /// <inheritdoc/>
    public void Apply(RecordBatch batch)
    {
        var truths = root.Evaluate(batch);
        var outcomes = batch.Outcomes;
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row] == RowOutcome.Pending && truths[row] != IsTrue)
            {
                outcomes[row] = RowOutcome.Filtered;
            }
        }
    }

    Node Bind(Condition condition) =>
        condition switch
        {
            Condition.And and => new AndNode(Bind(and.Left), Bind(and.Right)),
            Condition.Or or => new OrNode(Bind(or.Left), Bind(or.Right)),
            Condition.Not not => new NotNode(Bind(not.Operand)),
            Condition.Compare compare => new CompareNode(ColumnOf(compare.Field), compare.Operator, compare.Value),
            Condition.Like like => new LikeNode(ColumnOf(like.Field), like.Pattern),
            Condition.In isIn => new InNode(ColumnOf(isIn.Field), isIn.Values),
            Condition.IsNull isNull => new NullNode(ColumnOf(isNull.Field)),
            _ => throw new System.Diagnostics.UnreachableException(condition.ToString()),
        };

    int ColumnOf(string field)
    {
        if (layout.ColumnOf(field) is var column and >= 0)
        {
            return column;
        }
        var known = layout.Columns.Where(plan => plan.Field is not null).Select(plan => plan.Field!.Name);
        throw new JobException(
            $"The condition of --filter names the field \"{field}\", which no column of the input feeds; the mapped fields are {string.Join(", ", known)}. "
                + $"Map a column to it, for example --set \"Column={field}\"."
        );
    }

    /// <summary>A part of the condition; its result is one truth per row, valid until it is evaluated again.</summary>
    abstract class Node
    {
        byte[] truths = [];

        public abstract Span<byte> Evaluate(RecordBatch batch);

        protected Span<byte> Truths(int rowCount)
        {
            if (truths.Length < rowCount)
            {
                truths = new byte[Math.Max(rowCount, 2 * truths.Length)];
            }
            return truths.AsSpan(0, rowCount);
        }
    }

    /// <summary>The lesser of both truths.</summary>
    sealed class AndNode(Node left, Node right) : Node
    {
        public override Span<byte> Evaluate(RecordBatch batch)
        {
            var truths = left.Evaluate(batch);
            var others = right.Evaluate(batch);
            for (var row = 0; row < truths.Length; row++)
            {
                truths[row] = Math.Min(truths[row], others[row]);
            }
            return truths;
        }
    }

    /// <summary>The greater of both truths.</summary>
    sealed class OrNode(Node left, Node right) : Node
    {
        public override Span<byte> Evaluate(RecordBatch batch)
        {
            var truths = left.Evaluate(batch);
            var others = right.Evaluate(batch);
            for (var row = 0; row < truths.Length; row++)
            {
                truths[row] = Math.Max(truths[row], others[row]);
            }
            return truths;
        }
    }

    /// <summary>True and false change places; unknown stays unknown.</summary>
    sealed class NotNode(Node operand) : Node
    {
        public override Span<byte> Evaluate(RecordBatch batch)
        {
            var truths = operand.Evaluate(batch);
            for (var row = 0; row < truths.Length; row++)
            {
                truths[row] = (byte)(IsTrue - truths[row]);
            }
            return truths;
        }
    }

    sealed class NullNode(int column) : Node
    {
        public override Span<byte> Evaluate(RecordBatch batch)
        {
            var truths = Truths(batch.RowCount);
            for (var row = 0; row < truths.Length; row++)
            {
                truths[row] = batch.Cell(row, column).IsEmpty ? IsTrue : IsFalse;
            }
            return truths;
        }
    }

    /// <summary>A test of one value; an empty one makes it unknown.</summary>
    abstract class ValueNode(int column) : Node
    {
        public override Span<byte> Evaluate(RecordBatch batch)
        {
            var truths = Truths(batch.RowCount);
            for (var row = 0; row < truths.Length; row++)
            {
                var value = batch.Value(row, column);
                truths[row] =
                    value.IsEmpty ? IsUnknown
                    : IsMet(value) ? IsTrue
                    : IsFalse;
            }
            return truths;
        }

        protected abstract bool IsMet(ReadOnlySpan<byte> value);
    }

    sealed class CompareNode(int column, ComparisonOperator comparison, string operand) : ValueNode(column)
    {
        readonly byte[] operand = Encoding.UTF8.GetBytes(operand);

        protected override bool IsMet(ReadOnlySpan<byte> value)
        {
            var order = ConditionText.Compare(value, operand);
            return comparison switch
            {
                ComparisonOperator.Equal => order == 0,
                ComparisonOperator.NotEqual => order != 0,
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                _ => order >= 0,
            };
        }
    }

    sealed class LikeNode(int column, string pattern) : ValueNode(column)
    {
        readonly byte[] pattern = Encoding.UTF8.GetBytes(pattern);

        protected override bool IsMet(ReadOnlySpan<byte> value) => ConditionText.Like(value, pattern);
    }

    sealed class InNode(int column, IReadOnlyList<string> values) : ValueNode(column)
    {
        readonly byte[][] values = [.. values.Select(Encoding.UTF8.GetBytes)];

        protected override bool IsMet(ReadOnlySpan<byte> value)
        {
            foreach (var one in values)
            {
                if (ConditionText.Compare(value, one) == 0)
                {
                    return true;
                }
            }
            return false;
        }
    }
}

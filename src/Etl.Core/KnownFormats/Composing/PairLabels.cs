using Etl.Core.KnownFormats.Arranging;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>What the numbered pairs of a row say that their values are for.</summary>
/// <param name="columns">For each pair the column of its label.</param>
sealed class PairLabels(int[] columns)
{
    /// <summary>True when a pair has this very label, with or without a star.</summary>
    public bool Is(ComposedRow row, int pair, ReadOnlySpan<byte> label) => Of(row, pair).SequenceEqual(label);

    /// <summary>True for the pair of a primary value.</summary>
    public bool IsPrimary(ComposedRow row, int pair) => PhoneLabels.IsPrimary(row.Value(columns[pair]));

    /// <summary>
    /// The pair for a value whose label has none, in a contact with more labels than there are pairs (one that was put together from several files): a pair whose label means the
    /// same, or the last one that does not say what its values are for. −1 when there is none: behind another label it would be another's value, and what is no telephone would
    /// become one without its label.
    /// </summary>
    public int LastResort(ComposedRow row, ReadOnlySpan<byte> label)
    {
        var unsaid = -1;
        var isTelephone = PhoneLabels.Of(label) is not (PhoneLabel.Fax or PhoneLabel.Pager or PhoneLabel.Never);
        for (var pair = 0; pair < columns.Length; pair++)
        {
            var own = Of(row, pair);
            if (PhoneLabels.IsSame(label, own))
            {
                return pair;
            }
            var isUnsaid = isTelephone && (own.IsEmpty || PhoneLabels.Of(own) == PhoneLabel.Other);
            unsaid = isUnsaid ? pair : unsaid;
        }
        return unsaid;
    }

    ReadOnlySpan<byte> Of(ComposedRow row, int pair)
    {
        var label = row.Value(columns[pair]);
        return label[PhoneLabels.StarLength(label)..];
    }
}

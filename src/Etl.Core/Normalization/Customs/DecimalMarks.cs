namespace Etl.Core.Normalization.Customs;

/// <summary>
/// The decimal marks that the values of a column prove, by currency: dollars do not say how euros are written, nor do amounts without a currency, unless
/// the column has it for its own. Those are read like the others where all of these are written alike.
/// </summary>
sealed class DecimalMarks
{
    readonly (byte[] Currency, DecimalMark Mark)[] marks;
    readonly DecimalMark plain;

    /// <summary>Takes what was found.</summary>
    /// <param name="found">
    /// Each currency that occurs (see <see cref="CurrencyFormat.KeyOf"/>), its mark, and whether its own values contradict each other, so that nothing else
    /// may say it.
    /// </param>
    /// <param name="ownCurrency">ISO 4217 code of the amounts without a currency; null when nobody says it.</param>
    public DecimalMarks(
        IReadOnlyList<(byte[] Currency, DecimalMark Mark, bool IsContradictory)> found,
        byte[]? ownCurrency
    )
    {
        var own = found.FirstOrDefault(each => each.Currency.Length == 0);
        var others = found.Where(each => each.Currency.Length > 0).ToList();
        var isLike = others.Count > 0 && others.All(each => each.Mark == others[0].Mark);
        plain =
            own.Mark != DecimalMark.Unknown || own.IsContradictory ? own.Mark
            : isLike ? others[0].Mark
            : DecimalMark.Unknown;
        marks = [.. others.Select(each => (each.Currency, IsLeftToPlain(each) ? own.Mark : each.Mark))];
        Currencies = [.. marks, .. own.Currency is null ? [] : new[] { (own.Currency, plain) }];
        bool IsLeftToPlain((byte[] Currency, DecimalMark Mark, bool IsContradictory) each) =>
            each is { Mark: DecimalMark.Unknown, IsContradictory: false }
            && each.Currency.AsSpan().SequenceEqual(ownCurrency);
    }

    /// <summary>The currencies that occur, an empty one for amounts without one, and their marks.</summary>
    public IReadOnlyList<(byte[] Currency, DecimalMark Mark)> Currencies { get; }

    /// <summary>The mark of amounts in a currency; an empty one for numbers and amounts without one.</summary>
    public DecimalMark Of(ReadOnlySpan<byte> currency)
    {
        if (currency.IsEmpty)
        {
            return plain;
        }
        foreach (var (other, mark) in marks)
        {
            if (currency.SequenceEqual(other))
            {
                return mark;
            }
        }
        return DecimalMark.Unknown;
    }
}

using Etl.Core.Batches;

namespace Etl.Core.Normalization.Customs;

/// <summary>Gathers what the values of a column of numbers or money prove about how all of them are written, for each currency by itself.</summary>
sealed class NumberProof(int column, CurrencyFormat? money)
{
    /// <summary>Currencies that are told apart; a column has few.</summary>
    const int CurrenciesMax = 16;

    static readonly NumberFormat numbers = NumberFormat.Open;

    readonly List<Evidence> found = [];

    /// <summary>True when more values may change what is proven: some could be two numbers, or prove something.</summary>
    public bool IsOpen => found.Exists(each => each.HasAmbiguous || each.HasPoint || each.HasComma);

    /// <summary>The decimal marks. One number that is none with the other mark proves its currency; two that contradict each other prove nothing.</summary>
    public DecimalMarks Marks =>
        new([.. found.Select(each => (each.Currency, each.Mark, each.HasPoint && each.HasComma))], money?.Code);

    /// <summary>Takes the values of parsed records.</summary>
    public void Add(RecordBatch sample)
    {
        Span<byte> amount = stackalloc byte[AmountText.LengthMax];
        for (var row = 0; row < sample.RowCount; row++)
        {
            var value = sample.Value(row, column).Trim(" \t"u8);
            if (!sample.IsPending(row) || value.IsEmpty)
            {
                continue;
            }
            var reading = AmountText.Read(value, numbers, money, amount);
            if ((reading.Length > 0 || reading.IsAmbiguous) && Of(value) is { } evidence)
            {
                evidence.HasPoint |= reading.Proof == DecimalMark.Point;
                evidence.HasComma |= reading.Proof == DecimalMark.Comma;
                evidence.HasAmbiguous |= reading.IsAmbiguous;
            }
        }
    }

    Evidence? Of(ReadOnlySpan<byte> value)
    {
        var currency = money is null ? [] : AmountText.CurrencyKeyOf(value);
        foreach (var evidence in found)
        {
            if (currency.SequenceEqual(evidence.Currency))
            {
                return evidence;
            }
        }
        if (found.Count == CurrenciesMax)
        {
            return null;
        }
        found.Add(new Evidence(currency.ToArray()));
        return found[^1];
    }

    sealed class Evidence(byte[] currency)
    {
        public readonly byte[] Currency = currency;
        public bool HasPoint;
        public bool HasComma;
        public bool HasAmbiguous;

        public DecimalMark Mark =>
            HasPoint == HasComma ? DecimalMark.Unknown
            : HasPoint ? DecimalMark.Point
            : DecimalMark.Comma;
    }
}

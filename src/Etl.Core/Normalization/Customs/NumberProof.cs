using Etl.Core.Batches;

namespace Etl.Core.Normalization.Customs;

/// <summary>Gathers what the values of a column of numbers or money prove about how all of them are written.</summary>
sealed class NumberProof(int column, CurrencyFormat? money)
{
    static readonly NumberFormat numbers = new(DecimalMark.Unknown);

    bool hasPoint;
    bool hasComma;
    bool hasAmbiguous;

    /// <summary>True when more values may change what is proven: some could be two numbers, or prove something.</summary>
    public bool IsOpen => hasAmbiguous || hasPoint || hasComma;

    /// <summary>The decimal mark. One number that is none with the other mark proves the column; two that contradict each other prove nothing.</summary>
    public DecimalMark Mark =>
        hasPoint == hasComma ? DecimalMark.Unknown
        : hasPoint ? DecimalMark.Point
        : DecimalMark.Comma;

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
            hasPoint |= reading.Proof == DecimalMark.Point;
            hasComma |= reading.Proof == DecimalMark.Comma;
            hasAmbiguous |= reading.IsAmbiguous;
        }
    }
}

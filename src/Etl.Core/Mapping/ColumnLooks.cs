using System.Globalization;
using System.Text;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>What the values of one column are by the strict readings of their kinds, in words for people: <c>phone 98 %</c>.</summary>
/// <param name="kind">Kind of the field that the column feeds, by which bare digits are read; null for none.</param>
public sealed class ColumnLooks(FieldKind? kind)
{
    static readonly (ValueLook Look, string Name)[] names =
    [
        (ValueLook.Email, "e-mail"),
        (ValueLook.WebAddress, "web address"),
        (ValueLook.IpAddress, "IP address"),
        (ValueLook.Date, "date"),
        (ValueLook.Amount, "amount"),
        (ValueLook.Phone, "phone"),
        (ValueLook.Number, "number"),
        (ValueLook.Digits, "digits"),
    ];

    readonly int[] counts = new int[Enum.GetValues<ValueLook>().Length];
    int filledCount;
    int plainCount;

    /// <summary>Takes one more UTF-8 value into account; empty ones and placeholders (<c>n/a</c>) do not count.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (ValueShape.IsEmpty(Encoding.UTF8.GetString(utf8)))
        {
            return;
        }
        filledCount++;
        counts[(int)ValueReading.LookOf(utf8, kind)]++;
        plainCount += ValueReading.IsPlainDateLong(utf8) ? 1 : 0;
    }

    /// <summary>The look of at least half of the values and its share, <c>text</c> where none has half, <c>empty</c> without values.</summary>
    public override string ToString()
    {
        if (filledCount == 0)
        {
            return "empty";
        }
        var (name, count) = names.Select(entry => (entry.Name, Count: CountOf(entry.Look))).MaxBy(entry => entry.Count);
        return 2 * count < filledCount
            ? "text"
            : string.Create(CultureInfo.InvariantCulture, $"{name} {100 * count / filledCount} %");
    }

    /// <summary>True when there are enough values, and at least that share of them, in percent, are of the kind.</summary>
    internal bool Proves(FieldKind proven, int percent) =>
        filledCount >= ColumnEvidence.ValuesMin
        && 100 * CountOf(proven == FieldKind.Email ? ValueLook.Email : ValueLook.Phone) >= percent * filledCount;

    int CountOf(ValueLook look)
    {
        // Eight digits may be dates by chance: they count where all are.
        var plainDates = counts[(int)ValueLook.PlainDate];
        var areDates = plainDates == plainCount;
        var isOpenPhone = counts[(int)ValueLook.Phone] >= counts[(int)ValueLook.Number];
        var open = counts[(int)ValueLook.PhoneOrNumber];
        return counts[(int)look]
            + look switch
            {
                ValueLook.Date when areDates => plainDates,
                ValueLook.Phone when isOpenPhone => open,
                ValueLook.Number => (areDates ? 0 : plainDates) + (isOpenPhone ? 0 : open),
                _ => 0,
            };
    }
}

using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Benchmarks.Normalization;

/// <summary>
/// Time to clean one phone number, over numbers of thirty regions with the country in a column beside them; rows are
/// numbers. The promise is 3 million a second on one core, which is 333 ns, without allocation.
/// </summary>
[BenchmarkCategory("normalize")]
public class PhoneBenchmarks : IMeasured
{
    const int RowCount = 6_000;

    // Country, calling code, national prefix, national number.
    static readonly string[] numbers =
    [
        "US 1  2025550143",
        "CA 1  4165550143",
        "JM 1  8765550143",
        "MX 52  5512345678",
        "BR 55 0 11999998888",
        "AR 54 0 91123456789",
        "CL 56  221234567",
        "CO 57  3211234567",
        "GB 44 0 2079460000",
        "IE 353 0 861234567",
        "DE 49 0 15112345678",
        "AT 43 0 6641234567",
        "CH 41 0 781234567",
        "FR 33 0 612345678",
        "ES 34  612345678",
        "IT 39  0669821234",
        "NL 31 0 612345678",
        "SE 46 0 701234567",
        "PL 48  512345678",
        "HU 36 06 201234567",
        "RU 7 8 9123456789",
        "KZ 7 8 7710009998",
        "TR 90 0 5012345678",
        "EG 20 0 1001234567",
        "ZA 27 0 711234567",
        "NG 234 0 8021234567",
        "IN 91 0 8123456789",
        "CN 86  13800138000",
        "JP 81 0 9012345678",
        "AU 61 0 412345678",
    ];

    readonly NormalizationOptions options = NormalizationOptions.Default;
    RecordBatch batch = null!; // set by Setup
    IFieldNormalizer normalizer = null!; // set by Setup
    FieldSpan[] original = [];

    /// <summary>How the numbers are written; <c>mixed</c> takes the other ways in turn.</summary>
    [Params("e164", "international", "national", "bare", "extension", "mixed")]
    public string Style { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => new(batch.Block.Length, RowCount);

    /// <summary>Fills a batch with the numbers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var layout = new BatchLayout([Plan("phone", 0), Plan("country", 1)]);
        var rows = Enumerable.Range(0, RowCount).Select(Row).ToList();
        batch = new RecordBatch(rows.Sum(row => row.Phone.Length + row.Country.Length));
        original = new FieldSpan[2 * RowCount];
        var offset = 0;
        for (var row = 0; row < RowCount; row++)
        {
            original[2 * row] = Put(rows[row].Phone, ref offset);
            original[2 * row + 1] = Put(rows[row].Country, ref offset);
        }
        batch.Block.Length = offset;
        batch.Reset(layout, 0);
        normalizer = Normalizers.For(layout.Columns[0].Field!, options, layout);
    }

    /// <summary>Cleans the column; the cells are put back first, which costs about two nanoseconds each.</summary>
    [Benchmark]
    public void Clean()
    {
        batch.Reset(batch.Layout, 0);
        for (var row = 0; row < RowCount; row++)
        {
            original.AsSpan(2 * row, 2).CopyTo(batch.AddRow(default));
        }
        normalizer.Normalize(batch, 0);
    }

    static ColumnPlan Plan(string name, int column) => new(name, column, ContactFields.Find(name), "name");

    (byte[] Phone, byte[] Country) Row(int index)
    {
        var parts = numbers[index % numbers.Length].Split(' ');
        string[] styles = ["e164", "international", "national", "bare", "extension"];
        var style = Style == "mixed" ? styles[index / numbers.Length % styles.Length] : Style;
        var national = parts[3];
        var phone = style switch
        {
            "e164" => $"+{parts[1]}{national}",
            "international" => $"+{parts[1]} {national[..3]} {national[3..6]}-{national[6..]}",
            "national" => $"({parts[2]}{national[..3]}) {national[3..6]}-{national[6..]}",
            "bare" => national,
            _ => $"{parts[2]}{national[..3]}/{national[3..]} ext. 12",
        };
        return (Encoding.UTF8.GetBytes(phone), Encoding.UTF8.GetBytes(parts[0]));
    }

    FieldSpan Put(byte[] value, ref int offset)
    {
        value.CopyTo(batch.Block.Buffer, offset);
        var span = new FieldSpan(offset, value.Length);
        offset += value.Length;
        return span;
    }
}

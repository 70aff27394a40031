using System.Text;

namespace Etl.Testing.Constraints;

/// <summary>
/// A file for the <see cref="ConstraintTable"/>: of each way to break a constraint the same number of records, at random places,
/// each record wrong in one way at most.
/// </summary>
public sealed class ConstraintFile
{
    readonly Breach?[] breaches;

    /// <summary>Plans a file.</summary>
    /// <param name="rowCount">Records.</param>
    /// <param name="brokenCount">Records that break each constraint.</param>
    /// <param name="random">Where they are.</param>
    /// <param name="isUpdate">
    /// True for a file whose records are all in the table, as <see cref="Stored"/> has them, and are to change it.
    /// </param>
    public ConstraintFile(int rowCount, int brokenCount, Random random, bool isUpdate = false)
    {
        IsUpdate = isUpdate;
        breaches = new Breach?[rowCount];
        var places = Enumerable.Range(ConstraintTable.CleanRows, rowCount - ConstraintTable.CleanRows).ToArray();
        random.Shuffle(places);
        var place = 0;
        // An empty cell does not erase what is stored, so it breaks nothing.
        foreach (var breach in ConstraintTable.Breaches.Where(breach => !isUpdate || breach.Code != "DB_23502"))
        {
            for (var count = 0; count < brokenCount; count++)
            {
                breaches[places[place++]] = breach;
            }
        }
    }

    /// <summary>True for a file whose records are all in the table.</summary>
    public bool IsUpdate { get; }

    /// <summary>The file of the same records that is loaded before an update: it breaks nothing, and one column differs.</summary>
    public ConstraintFile Stored => new(RowCount, 0, new Random(0));

    /// <summary>Records.</summary>
    public int RowCount => breaches.Length;

    /// <summary>Records that break nothing.</summary>
    public int GoodCount => breaches.Count(breach => breach is null);

    /// <summary>The header with its line end.</summary>
    public static string Header => Line(ConstraintTable.Columns.Select(column => column.Name));

    /// <summary>What the record of a 0-based number breaks, or null.</summary>
    public Breach? BreachOf(int row) => breaches[row];

    /// <summary>The values of one record.</summary>
    public IEnumerable<string> Values(int row) =>
        ConstraintTable.Columns.Select(column =>
            breaches[row] is { } breach && breach.Column == column.Name ? breach.Value(row)
            : IsUpdate && column.Name == ConstraintTable.Updated ? "Bea"
            : column.Value(row)
        );

    /// <summary>One record as it stands in the file.</summary>
    public string Record(int row) => Line(Values(row));

    /// <summary>Writes the file.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await writer.WriteAsync(Header);
        for (var row = 0; row < RowCount; row++)
        {
            await writer.WriteAsync(Record(row).AsMemory(), cancellationToken);
        }
    }

    /// <summary>What the rejects file must be: the header and the records that break something, byte by byte.</summary>
    public string ExpectedRejects =>
        Header + string.Concat(Enumerable.Range(0, RowCount).Where(row => breaches[row] is not null).Select(Record));

    static string Line(IEnumerable<string> values) => string.Join(',', values.Select(Quoted)) + "\r\n";

    static string Quoted(string value) =>
        value.AsSpan().IndexOfAny("\",\n\r") < 0
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

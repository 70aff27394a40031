using System.Globalization;

namespace Etl.Datasets.Checking;

/// <summary>
/// Compares cleaned rows with the truth: every inserted record once and in order, nothing else, with its normalized keys.
/// </summary>
/// <remarks>Columns are found by name, case, spaces and underscores ignored; those that are absent are not compared.</remarks>
sealed class OutputCheck
{
    readonly RecordReader reader;
    readonly Differences differences;
    readonly int idColumn;
    readonly int emailColumn;
    readonly int phoneColumn;
    readonly int mobileColumn;
    List<string>? row;
    long rowRecord;

    public OutputCheck(RecordReader reader, Differences differences)
    {
        this.reader = reader;
        this.differences = differences;
        var header = (reader.Read() ?? []).ConvertAll(Plain);
        idColumn = header.IndexOf("externalid");
        emailColumn = header.IndexOf("email");
        phoneColumn = header.IndexOf("phone");
        mobileColumn = header.IndexOf("mobile");
        if (idColumn < 0)
        {
            throw new InvalidDataException(
                "The output has no column 'External ID' or 'external_id' in its first line."
            );
        }
        Advance();
    }

    public long Rows { get; private set; }

    public void Visit(TruthLine truth)
    {
        while (row != null && rowRecord < truth.Record)
        {
            differences.Add($"output: C-{rowRecord} is there again or out of order, before C-{truth.Record}");
            Advance();
        }
        var isThere = row != null && rowRecord == truth.Record;
        if (!isThere)
        {
            if (truth.IsInserted)
            {
                differences.Add($"output: C-{truth.Record} is missing, expected bucket inserted");
            }
            return;
        }
        if (truth.IsInserted)
        {
            Compare(truth, "email", emailColumn, truth.Email);
            Compare(truth, "phone", phoneColumn, truth.Phone);
            Compare(truth, "mobile", mobileColumn, truth.Mobile);
        }
        else
        {
            differences.Add($"output: C-{truth.Record} is there, expected bucket {truth.Bucket} {truth.Code}");
        }
        Advance();
    }

    public void End()
    {
        for (; row != null; Advance())
        {
            differences.Add($"output: C-{rowRecord} is behind the last record of the truth");
        }
    }

    void Compare(TruthLine truth, string name, int column, string? expected)
    {
        var actual = column >= 0 && column < row!.Count ? row[column] : "";
        if (column >= 0 && actual != (expected ?? ""))
        {
            differences.Add($"output: C-{truth.Record} has {name} '{actual}', expected '{expected}'");
        }
    }

    void Advance()
    {
        row = reader.Read();
        if (row == null)
        {
            return;
        }
        Rows++;
        var id = idColumn < row.Count ? row[idColumn] : "";
        if (!id.StartsWith("C-", StringComparison.Ordinal) || !TryParse(id, out rowRecord))
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"The output's row {Rows} has the id '{id}', expected C- and a number.")
            );
        }
    }

    static bool TryParse(string id, out long record) =>
        long.TryParse(id.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out record);

    static string Plain(string name) =>
        string.Concat(name.TrimStart('\uFEFF').Where(char.IsAsciiLetter)).ToLowerInvariant();
}

using System.Globalization;
using System.Text.Json;
using NpgsqlTypes;

namespace Etl.Testing.Constraints;

/// <summary>
/// Holds what an import made of a <see cref="ConstraintFile"/> against what it must: the table in SQL, row by row and column by
/// column, and the rejects byte by byte with their codes.
/// </summary>
public static class ConstraintCheck
{
    const int ShownMax = 10;

    /// <summary>Everything that is wrong, a sentence each; empty when nothing is.</summary>
    /// <param name="database">Where the table is.</param>
    /// <param name="file">What was loaded last.</param>
    /// <param name="stored">What was loaded before and stays where the file's records are wrong; null when the table was empty.</param>
    /// <param name="rejectsPath">The rejects.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(
        PostgresDatabase database,
        ConstraintFile file,
        ConstraintFile? stored,
        string rejectsPath,
        CancellationToken cancellationToken
    )
    {
        var wrong = new List<string>();
        await CheckTableAsync(database, file, stored, wrong, cancellationToken);
        await CheckRejectsAsync(file, rejectsPath, wrong, cancellationToken);
        return wrong;
    }

    static async Task CheckTableAsync(
        PostgresDatabase database,
        ConstraintFile file,
        ConstraintFile? stored,
        List<string> wrong,
        CancellationToken cancellationToken
    )
    {
        await LoadRawAsync(database, file, stored, cancellationToken);
        var rows = await database.ScalarAsync<long>(
            $"select count(*) from {ConstraintTable.Quoted}",
            cancellationToken
        );
        var expectedRows = stored is null ? file.GoodCount : file.RowCount;
        if (rows != expectedRows)
        {
            wrong.Add(FormattableString.Invariant($"The table holds {rows} rows, not {expectedRows}."));
        }
        foreach (
            var row in await database.RowsAsync(
                $"""
                select coalesce(r.breach, 'nothing'), count(*), min(r.n) from raw r left join {ConstraintTable.Quoted} t on t.external_id = r.external_id
                where r.is_there <> (t.external_id is not null) group by 1 order by 1
                """,
                cancellationToken
            )
        )
        {
            wrong.Add($"Of the records that break {row[0]}, {row[1]} are on the wrong side, first {row[2]}.");
        }
        foreach (var column in ConstraintTable.Columns)
        {
            var expected = column.Expected.Replace("$", $"r.{column.Quoted}", StringComparison.Ordinal);
            var count = await database.ScalarAsync<long>(
                $"""
                set timezone = 'UTC';
                select count(*) from raw r join {ConstraintTable.Quoted} t on t.external_id = r.external_id
                where r.is_there and t.{column.Quoted}::text is distinct from ({expected})::text
                """,
                cancellationToken
            );
            if (count > 0)
            {
                wrong.Add(FormattableString.Invariant($"{count} values of the column {column.Name} differ."));
            }
        }
    }

    /// <summary>The file as text, with the number of each record and what it breaks.</summary>
    static async Task LoadRawAsync(
        PostgresDatabase database,
        ConstraintFile file,
        ConstraintFile? stored,
        CancellationToken cancellationToken
    )
    {
        var columns = string.Join(", ", ConstraintTable.Columns.Select(column => $"{column.Quoted} text"));
        await database.ExecuteAsync(
            $"create table raw (n int, breach text, is_there bool, {columns})",
            cancellationToken
        );
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (
            var copy = await connection.BeginBinaryImportAsync("copy raw from stdin (format binary)", cancellationToken)
        )
        {
            for (var row = 0; row < file.RowCount; row++)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(file.BreachOf(row)?.Constraint, NpgsqlDbType.Text, cancellationToken);
                var expected = file.BreachOf(row) is null ? file : stored;
                await copy.WriteAsync(expected is not null, NpgsqlDbType.Boolean, cancellationToken);
                foreach (var value in (expected ?? file).Values(row))
                {
                    await copy.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);
                }
            }
            await copy.CompleteAsync(cancellationToken);
        }
        await database.ExecuteAsync("create index on raw (external_id); analyze raw", cancellationToken);
    }

    static async Task CheckRejectsAsync(
        ConstraintFile file,
        string rejectsPath,
        List<string> wrong,
        CancellationToken cancellationToken
    )
    {
        if (await File.ReadAllTextAsync(rejectsPath, cancellationToken) != file.ExpectedRejects)
        {
            wrong.Add("The rejects are not the records that break something, byte by byte and in order.");
        }
        var found = new Dictionary<int, string>();
        await foreach (var line in File.ReadLinesAsync(rejectsPath + ".jsonl", cancellationToken))
        {
            using var json = JsonDocument.Parse(line);
            var record = json.RootElement.GetProperty("record").GetInt32();
            found.Add(record - 1, json.RootElement.GetProperty("code").GetString()!);
        }
        foreach (var group in Enumerable.Range(0, file.RowCount).GroupBy(row => Describe(file, found, row)))
        {
            if (group.Key is { } sentence)
            {
                var first = string.Join(
                    ", ",
                    group.Take(ShownMax).Select(row => row.ToString(CultureInfo.InvariantCulture))
                );
                wrong.Add(FormattableString.Invariant($"{group.Count()} records {sentence}: {first}."));
            }
        }
    }

    static string? Describe(ConstraintFile file, Dictionary<int, string> found, int row)
    {
        var expected = file.BreachOf(row);
        var code = found.GetValueOrDefault(row);
        return expected?.Code == code
            ? null
            : $"that break {expected?.Constraint ?? "nothing"} were rejected with {code ?? "nothing"} and not {expected?.Code ?? "nothing"}";
    }
}

using System.Diagnostics;
using System.Globalization;
using Etl.Testing;
using Etl.Testing.Constraints;

namespace Etl.Trials;

/// <summary>
/// Promise: of a file whose records break every kind of constraint of a table with every type, exactly those are rejected, each
/// with the right code and its original bytes, and everything else is loaded.
/// </summary>
sealed class ConstraintTrial(string program, ConstraintFile file, int? chunkRows, TextWriter output)
{
    static readonly TimeSpan timeout = TimeSpan.FromMinutes(30);

    /// <summary>Runs it with each number of connections and returns the exit code: 0 when nothing was wrong.</summary>
    public async Task<int> RunAsync(PostgresServer server, int[] connections, CancellationToken cancellationToken)
    {
        var wrongCount = 0;
        foreach (var count in connections)
        {
            wrongCount += await RunOnceAsync(server, count, cancellationToken);
        }
        return wrongCount == 0 ? 0 : 1;
    }

    async Task<int> RunOnceAsync(PostgresServer server, int connections, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var database = await server.AddDatabaseAsync(cancellationToken);
        await database.ExecuteAsync(ConstraintTable.Definition, cancellationToken);
        var stored = file.IsUpdate ? file.Stored : null;
        if (stored is not null)
        {
            await ImportAsync(database, folder, stored, connections, cancellationToken);
        }
        var watch = Stopwatch.StartNew();
        var result = await ImportAsync(database, folder, file, connections, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        if (result.ExitCode != 0)
        {
            Say($"{connections} connections: exit {result.ExitCode}: {result.Error}{result.Output}");
            return 1;
        }
        var wrong = await ConstraintCheck.RunAsync(
            database,
            file,
            stored,
            folder.File("rejects.csv"),
            cancellationToken
        );
        Say(
            $"{(file.IsUpdate ? "update" : "load")}, {connections} connections: {file.GoodCount} of {file.RowCount} records taken, {file.RowCount - file.GoodCount} rejected, {seconds:F1} s, {wrong.Count} things wrong"
        );
        foreach (var sentence in wrong)
        {
            Say($"  {sentence}");
        }
        return wrong.Count;
    }

    async Task<ProcessResult> ImportAsync(
        PostgresDatabase database,
        TempFolder folder,
        ConstraintFile records,
        int connections,
        CancellationToken cancellationToken
    )
    {
        var path = folder.File("people.csv");
        await records.WriteAsync(path, cancellationToken);
        return await ProcessRunner.RunAsync(
            new ProcessCommand(
                program,
                "import",
                path,
                "--to",
                database.UriOf(ConstraintTable.Quoted),
                "--match",
                "external_id",
                "--on-duplicate",
                records.IsUpdate ? "update" : "skip",
                "--connections",
                connections.ToString(CultureInfo.InvariantCulture),
                "--rejects",
                folder.File("rejects.csv"),
                "--quiet"
            )
            {
                Timeout = timeout,
                WorkingFolder = folder.Path,
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["ETL_CHUNK_ROWS"] = chunkRows?.ToString(CultureInfo.InvariantCulture),
                },
            },
            cancellationToken
        );
    }

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

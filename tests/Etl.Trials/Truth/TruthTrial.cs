using System.Globalization;
using Etl.Testing;

namespace Etl.Trials.Truth;

/// <summary>
/// Promise: what is in a PostgreSQL table after an import is the planted truth of the generator, row by row, for every policy and
/// any number of connections. The comparison is made in SQL, by the server.
/// </summary>
sealed class TruthTrial(string program, string generator, long rows, int seed, int? chunkRows, TextWriter output)
{
    const int ExitDone = 0;
    const int ExitWrong = 2;

    /// <summary>A chunk ends where a block ends: small blocks and chunks, so that many are in flight.</summary>
    const int ChunkRowsDefault = 5_000;

    const string BlockBytes = "65536";

    static readonly TimeSpan timeout = TimeSpan.FromMinutes(30);

    /// <summary>Runs it and returns the exit code: 0 when all agree.</summary>
    public async Task<int> RunAsync(PostgresServer server, int[] connections, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var database = await server.AddDatabaseAsync(cancellationToken);
        var dirty = await GenerateAsync(database, folder, "dirty", "0.2", cancellationToken);
        // Few duplicates, so that whole chunks are there before the first one.
        var share = (4.0 / rows).ToString("F9", CultureInfo.InvariantCulture);
        var rare = await GenerateAsync(database, folder, "rare", share, cancellationToken);
        await ExpectedContacts.MakeAsync(database, "dirty", cancellationToken);
        var differences = 0L;
        foreach (var count in connections)
        {
            foreach (var policy in (string[])["skip", "create", "update"])
            {
                differences += await CompareAsync(database, folder, dirty, policy, count, cancellationToken);
            }
            differences += await FailAsync(database, folder, rare, count, cancellationToken);
        }
        output.WriteLine(differences == 0 ? "all agree" : "DIFFERENT");
        return differences == 0 ? 0 : 1;
    }

    async Task<string> GenerateAsync(
        PostgresDatabase database,
        TempFolder folder,
        string name,
        string duplicates,
        CancellationToken cancellationToken
    )
    {
        var file = folder.File(name + ".csv");
        var truth = folder.File(name + ".jsonl");
        string[] arguments =
        [
            "--rows",
            rows.ToString(CultureInfo.InvariantCulture),
            "--seed",
            seed.ToString(CultureInfo.InvariantCulture),
            "--duplicates",
            duplicates,
            "--out",
            file,
            "--truth",
            truth,
        ];
        var result = await RunAsync(generator, arguments, cancellationToken);
        Require(result.ExitCode == ExitDone, result);
        await ExpectedContacts.LoadTruthAsync(database, name, truth, cancellationToken);
        return file;
    }

    async Task<long> CompareAsync(
        PostgresDatabase database,
        TempFolder folder,
        string file,
        string policy,
        int connections,
        CancellationToken cancellationToken
    )
    {
        var schema = $"{policy}_{connections}";
        var report = folder.File(schema + ".json");
        var result = await ImportAsync(database, folder, file, policy, connections, schema, cancellationToken);
        Require(result.ExitCode == ExitDone, result);
        var found = await ExpectedContacts.CompareAsync(database, $"dirty_{policy}", schema, cancellationToken);
        var counts = await ReportedCounts.ReadAsync(report, cancellationToken);
        var expected = await ExpectedContacts.CountsAsync(database, "dirty", policy, cancellationToken);
        output.WriteLine(
            $"{policy}, {connections} connections: {found.Rows} rows, {found.Differences} differences, report {counts}{(counts == expected ? "" : $", EXPECTED {expected}")}"
        );
        foreach (var difference in found.First)
        {
            output.WriteLine($"  {difference}");
        }
        return found.Differences + (counts == expected ? 0 : 1);
    }

    /// <summary>With <c>fail</c> the first duplicate stops the job: whole chunks before it stay, nothing else does.</summary>
    async Task<long> FailAsync(
        PostgresDatabase database,
        TempFolder folder,
        string file,
        int connections,
        CancellationToken cancellationToken
    )
    {
        var schema = $"fail_{connections}";
        var result = await ImportAsync(database, folder, file, "fail", connections, schema, cancellationToken);
        var found = await ExpectedContacts.CompareFailedAsync(database, "rare", schema, cancellationToken);
        var isSaid =
            result.ExitCode == ExitWrong
            && result.Error.Contains($"Record {found.FirstDuplicate} ", StringComparison.Ordinal)
            && result.Error.Contains("--on-duplicate fail", StringComparison.Ordinal);
        output.WriteLine(
            $"fail, {connections} connections: {found.Rows} rows up to record {found.LastRecord}, first duplicate {found.FirstDuplicate}, {found.Differences} differences, exit {result.ExitCode}{(isSaid ? "" : $", NOT SAID: {result.Error}")}"
        );
        return found.Differences + (isSaid ? 0 : 1);
    }

    async Task<ProcessResult> ImportAsync(
        PostgresDatabase database,
        TempFolder folder,
        string file,
        string policy,
        int connections,
        string schema,
        CancellationToken cancellationToken
    )
    {
        await database.ExecuteAsync($"create schema {schema}", cancellationToken);
        string[] arguments =
        [
            "import",
            file,
            "--to",
            database.UriOf($"{schema}.contacts"),
            "--on-duplicate",
            policy,
            "--connections",
            connections.ToString(CultureInfo.InvariantCulture),
            "--rejects",
            folder.File(schema + ".rejects.csv"),
            "--report",
            folder.File(schema + ".json"),
            "--quiet",
        ];
        return await RunAsync(program, arguments, cancellationToken);
    }

    Task<ProcessResult> RunAsync(string command, string[] arguments, CancellationToken cancellationToken) =>
        ProcessRunner.RunAsync(
            new ProcessCommand(command, arguments)
            {
                Timeout = timeout,
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["ETL_CHUNK_ROWS"] = (chunkRows ?? ChunkRowsDefault).ToString(CultureInfo.InvariantCulture),
                    ["ETL_BLOCK_BYTES"] = BlockBytes,
                },
            },
            cancellationToken
        );

    static void Require(bool isMet, ProcessResult result)
    {
        if (!isMet)
        {
            throw new InvalidOperationException(result.ToString());
        }
    }
}

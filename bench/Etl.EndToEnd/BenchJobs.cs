using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>The jobs that are measured. Each run has a folder of its own, so no run finds anything of another.</summary>
static class BenchJobs
{
    const string Schema = "etl_bench";

    /// <summary>All that can be run.</summary>
    /// <param name="file">The input.</param>
    /// <param name="store">The embedded store that is exported.</param>
    /// <param name="postgres">URI of a server, or null.</param>
    public static IReadOnlyList<BenchJob> All(string file, string store, string? postgres)
    {
        List<BenchJob> jobs =
        [
            new("clean", "clean, CSV to CSV", folder => Clean(folder, file, "create")),
            new("clean-dedupe", "the same without duplicates", folder => Clean(folder, file, "skip")),
            new(
                "import-sqlite",
                "clean, dedupe, load into SQLite",
                folder => Import(folder, file, "sqlite:" + folder.File("contacts.db"))
            ),
        ];
        if (postgres is not null)
        {
            jobs.Add(
                new(
                    "import-postgres",
                    "clean, dedupe, load into PostgreSQL, all indexes",
                    folder => Import(folder, file, TableOf(postgres))
                )
                {
                    Before = Statement(postgres, $"drop schema if exists {Schema} cascade; create schema {Schema}"),
                }
            );
        }
        jobs.Add(
            new("export-sqlite", "all contacts of SQLite to CSV", folder => Export(folder, "sqlite:" + store))
            {
                ReadsStore = true,
            }
        );
        return jobs;
    }

    /// <summary>Words that load the file into an embedded store.</summary>
    public static IReadOnlyList<string> Import(TempFolder folder, string file, string target) =>
        ["import", file, "--to", target, "--rejects", folder.File("rejects.csv"), .. Quietly(folder)];

    /// <summary>Words that remove what the imports into a server left.</summary>
    public static IReadOnlyList<string> Removal(string postgres) =>
        Statement(postgres, $"drop schema if exists {Schema} cascade");

    static IReadOnlyList<string> Clean(TempFolder folder, string file, string onDuplicate) =>
        [
            .. (string[])["clean", file, "--out", folder.File("clean.csv"), "--on-duplicate", onDuplicate],
            .. (string[])["--rejects", folder.File("rejects.csv")],
            .. Quietly(folder),
        ];

    static IReadOnlyList<string> Export(TempFolder folder, string store) =>
        ["export", "--from", store, "--out", folder.File("all.csv"), .. Quietly(folder)];

    static string[] Quietly(TempFolder folder) => ["--report", folder.File(MeasuredRun.ReportName), "--quiet"];

    // psql does not know the key that Etl names its table with.
    static IReadOnlyList<string> Statement(string postgres, string sql) =>
        [
            "psql",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            postgres.Split('?')[0],
            "-c",
            "set client_min_messages = warning; " + sql,
        ];

    static string TableOf(string postgres) => $"{postgres.Split('?')[0]}?table={Schema}.contacts";
}

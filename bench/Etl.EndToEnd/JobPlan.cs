using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>What is measured, and on what.</summary>
sealed record JobPlan
{
    /// <summary>Environment variable with the URI of a server to import into, when <c>--postgres</c> does not name one.</summary>
    public const string PostgresVariable = "ETL_BENCH_POSTGRES";

    /// <summary>The program.</summary>
    public required string Etl { get; init; }

    /// <summary>The file to work on; null to generate one.</summary>
    public string? File { get; init; }

    /// <summary>Records of a generated file. Default: 2,000,000, of 14 columns, 20 % of them duplicates and 1 % bad.</summary>
    public long Rows { get; init; } = 2_000_000;

    /// <summary>How often each job runs. Default: 5.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Names of the jobs; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Server to import into; null to leave it out.</summary>
    public string? Postgres { get; init; }

    /// <summary>Where the files go; null for the system's folder.</summary>
    public string? Work { get; init; }

    /// <summary>The program that is built together with this one.</summary>
    public static string BuiltEtl
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return RepositoryRoot.Combine($".artifacts/bin/Etl.Cli/{configuration}/etl");
        }
    }
}

using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Tuning;

/// <summary>
/// Where the trial runs of a tuning write: nowhere (clean), into new embedded stores in a temporary folder, or into a schema of its own
/// in the user's database. All of it is gone when this is disposed; nothing of the user's is touched.
/// </summary>
sealed class TuningTarget : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("etl-bench-").FullName;
    readonly ScratchSchema? schema;
    int runCount;

    TuningTarget(ScratchSchema? schema) => this.schema = schema;

    /// <summary>True when several connections can load.</summary>
    public bool HasConnections => schema is not null;

    /// <summary>Makes it.</summary>
    /// <param name="options">The job; an empty target stands for cleaning alone.</param>
    /// <param name="environment">Where a password may come from.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<TuningTarget> OpenAsync(
        JobOptions options,
        JobEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        if (!PostgresAddress.IsPostgres(options.Target))
        {
            return new TuningTarget(null);
        }
        var schema = await PostgresLogin
            .OpenAsync(options.Target, environment, MakeAsync, cancellationToken)
            .ConfigureAwait(false);
        return new TuningTarget(schema);
    }

    /// <summary>The options of the next run, whose target is empty.</summary>
    public async ValueTask<JobOptions> NextAsync(JobOptions options, CancellationToken cancellationToken)
    {
        if (schema is not null)
        {
            await schema.ClearAsync(cancellationToken).ConfigureAwait(false);
        }
        var run = FormattableString.Invariant($"{++runCount}");
        options = options with
        {
            Rejects = Path.Combine(folder, $"rejects-{run}.csv"),
            Report = null,
            TellsDigests = false,
            Explain = null,
            DryRun = false,
            // A run that stops early, or waits for others, would be measured wrongly.
            MaxRejects = null,
            Shard = null,
            ShardSet = null,
            ShardWait = null,
            Quiet = true,
            Json = false,
        };
        return options switch
        {
            { Target: "" } => options with { Kind = JobKind.Clean, Output = InputPaths.Standard },
            _ when schema is not null => options with { Target = WithTable(options.Target, schema.Table) },
            _ => options with { Target = $"sqlite:{Path.Combine(folder, $"contacts-{run}.db")}" },
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        if (schema is not null)
        {
            await schema.DisposeAsync().ConfigureAwait(false);
        }
    }

    static async ValueTask<ScratchSchema> MakeAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var schema = new ScratchSchema(address);
        await schema.ClearAsync(cancellationToken).ConfigureAwait(false);
        return schema;
    }

    // The later one of two settings of an address counts.
    static string WithTable(string target, string table) =>
        !target.Contains("://", StringComparison.Ordinal) ? $"{target};Table={table}"
        : target.Contains('?', StringComparison.Ordinal) ? $"{target}&table={table}"
        : $"{target}?table={table}";
}

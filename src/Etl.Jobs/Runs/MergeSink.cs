using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Core.Schema;
using Etl.Jobs.Inputs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Runs;

/// <summary>
/// <c>clean --on-duplicate update</c>: later records change earlier ones, so nothing can be written before the last record. All
/// go through a temporary embedded store, every column kept (unmapped ones as custom fields by their position), and from
/// there to the output in the order in which the contacts were first met.
/// </summary>
sealed class MergeSink : ISink
{
    readonly ISink output;
    readonly JobInputs inputs;
    readonly MemoryPlan memory;
    readonly string path;
    readonly IContactStore store;
    readonly Dictionary<BatchLayout, BatchLayout> stored = [];
    ISink? inner;

    MergeSink(ISink output, JobInputs inputs, MemoryPlan memory, string path, IContactStore store, RecordRules rules)
    {
        this.output = output;
        this.inputs = inputs;
        this.memory = memory;
        this.path = path;
        this.store = store;
        Rules = rules;
    }

    /// <summary>The job's rules; the store compares by the same keys.</summary>
    public RecordRules Rules { get; }

    /// <summary>Opens the temporary store. Takes the output over, unless it fails.</summary>
    public static async ValueTask<ISink> OpenAsync(
        ISink output,
        JobInputs inputs,
        MemoryPlan memory,
        JobEnvironment environment,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        var now = environment.Time.GetUtcNow();
        var folder = Path.GetTempPath();
        if (!Directory.Exists(folder))
        {
            throw new JobException(
                $"The folder for temporary files '{folder}' does not exist, and --on-duplicate update keeps contacts there until all records are read; make it, or name another one by TMPDIR."
            );
        }
        var path = Path.Combine(folder, $"etl-merge-{Guid.NewGuid():N}.db");
        var store = await StoreOpener
            .OpenAsync("sqlite:" + path, new StoreOptions { Note = note }, environment, cancellationToken)
            .ConfigureAwait(false);
        var merge = new MergeSink(output, inputs, memory, path, store, new RecordRules(inputs.Options, now));
        try
        {
            await merge.StartAsync(environment.Version, now, cancellationToken).ConfigureAwait(false);
            return merge;
        }
        catch
        {
            // The output stays its opener's.
            await merge.CloseStoreAsync().ConfigureAwait(false);
            throw;
        }
    }

    async ValueTask StartAsync(string version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var start = new JobStart("", [], version, now, Environment.ProcessId);
        var jobId = await store.BeginJobAsync(start, cancellationToken).ConfigureAwait(false);
        var layouts = inputs.Layouts.Select(Stored).ToList();
        var options = StoreJob.SinkOptions(inputs.Options, Rules, layouts, jobId, memory, inputs.ExpectedRecords, now);
        inner = (ISink)await store.OpenSinkAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The layout under which records are stored: every column feeds a field. The same one for the same layout.</summary>
    public BatchLayout Stored(BatchLayout layout)
    {
        if (inputs.Options.As is not null)
        {
            return layout;
        }
        if (!stored.TryGetValue(layout, out var found))
        {
            var mapped = MappedNames();
            found = new BatchLayout([.. layout.Columns.Select((column, index) => Stored(column, index, mapped))]);
            stored.Add(layout, found);
        }
        return found;
    }

    HashSet<string> MappedNames() =>
        inputs
            .Layouts.SelectMany(layout => layout.Columns)
            .Select(column => column.Field?.Name)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    static ColumnPlan Stored(ColumnPlan column, int index, HashSet<string> mapped) =>
        column with
        {
            Field = column.Field ?? ContactFields.Find(NameOf(index, mapped)),
        };

    /// <summary>A field that no column is mapped to, whatever names users give.</summary>
    static string NameOf(int index, HashSet<string> mapped)
    {
        var name = FormattableString.Invariant($"custom.{index}");
        while (mapped.Contains(name))
        {
            name += "_";
        }
        return name;
    }

    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch => inner!.DuplicateSearch;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => inner!.CreateEncoder();

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken) =>
        inner!.WriteAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await inner!.CommitAsync(OnlyCheckpoint(), cancellationToken).ConfigureAwait(false);
        await inner.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await inner.DisposeAsync().ConfigureAwait(false);
        var layout = Stored(inputs.All[0].Mapping.Layout);
        var fields = inputs.Options.As is null
            ? layout.Columns.Select(column => column.Field!.Name)
            : inputs
                .Layouts.SelectMany(each => each.Columns)
                .Select(column => column.Field?.Name)
                .OfType<string>()
                .Distinct();
        var source = await store
            .OpenSourceAsync(new StoreQuery([.. fields], null), cancellationToken)
            .ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await Pipeline
                .RunAsync(StorePlan.Make(source, output, memory, null), null, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseStoreAsync().ConfigureAwait(false);
        await output.DisposeAsync().ConfigureAwait(false);
    }

    async ValueTask CloseStoreAsync()
    {
        if (inner is not null)
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        await store.DisposeAsync().ConfigureAwait(false);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
        {
            File.Delete(file);
        }
    }

    static Checkpoint OnlyCheckpoint() =>
        new()
        {
            ChunkNumber = 0,
            InputIndex = 0,
            Position = new SourcePosition(0, null, 0),
            RecordCount = 0,
            LineCount = 0,
            OriginalOffset = 0,
            Totals = new JobTotals(new RowTotals(), []),
            RejectLengths = new Dictionary<string, long>(StringComparer.Ordinal),
        };
}

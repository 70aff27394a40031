using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Writes batches into the store, row by row in file order: one writer, one transaction per chunk, the chunk's ledger row
/// in the same transaction. All work is synchronous; the task that calls it is the writer.
/// </summary>
sealed class SqliteSink : ISink
{
    readonly SqliteDatabase database;
    readonly SqliteLedger ledger;
    readonly StoreSinkOptions options;
    readonly IDisposable writerLock;
    readonly Dictionary<BatchLayout, ContactLayout> layouts;
    readonly Dictionary<BatchLayout, ContactWriter> writers = [];

    /// <summary>Fields of spare columns that the table has no column for: it gets one with the first value, and an export shows no empty ones.</summary>
    readonly HashSet<string> missing = new(StringComparer.Ordinal);
    readonly ContactEncoder ownEncoder;

    // Keys of a contact before and after an update.
    readonly UInt128[] oldKeys;
    readonly UInt128[] newKeys;

    // Keys of a contact that is asked whether it still has one.
    readonly UInt128[] heldKeys;
    readonly StoreMatcher matcher;
    StoredKeys? storedKeys;

    /// <summary>Id of the job's first new contact: what matches from there on repeats a record of this job.</summary>
    long firstJobId;
    long nextId;
    long chunkFirstId;
    ulong chunkChecksum;

    /// <summary>SQLite's counter of changes by others, as of the last look.</summary>
    long dataVersion;

    public SqliteSink(
        SqliteDatabase database,
        SqliteLedger ledger,
        StoreSinkOptions options,
        IDisposable writerLock,
        KeyMemory memory,
        Action<string> note
    )
    {
        this.database = database;
        this.ledger = ledger;
        this.options = options;
        this.writerLock = writerLock;
        layouts = options
            .Layouts.Distinct()
            .ToDictionary(layout => layout, layout => new ContactLayout(layout, missing));
        ownEncoder = new ContactEncoder(layouts);
        // Temporary files lie beside the store, where its journal does: there must be room for contacts anyway.
        var folder = Path.GetDirectoryName(Path.GetFullPath(database.Path))!;
        matcher = new StoreMatcher(options, memory, folder, Holds) { Note = note };
        oldKeys = new UInt128[matcher.KeyCount];
        newKeys = new UInt128[matcher.KeyCount];
        heldKeys = new UInt128[matcher.KeyCount];
    }

    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch =>
        options.OnDuplicate == DuplicatePolicy.Create ? null : matcher.Search;

    /// <summary>Takes the write lock, adds missing columns and loads the keys of the stored contacts.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        BeginChunk();
        AddColumns();
        firstJobId = ledger.Chunks(options.JobId).Select(chunk => (long?)chunk.Rows.FirstId).Min() ?? long.MaxValue;
        LoadKeys(cancellationToken);
        firstJobId = Math.Min(firstJobId, nextId);
        dataVersion = DataVersion();
    }

    /// <inheritdoc/>
    public IBatchEncoder CreateEncoder() => new ContactEncoder(layouts);

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureChunk(cancellationToken);
        if (batch.Encoded.RowCount != batch.RowCount)
        {
            batch.Encoded.Clear();
            ownEncoder.Encode(batch);
        }
        AddPlaced(batch);
        var writer = Writer(batch.Layout);
        var outcomes = batch.Outcomes;
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (options.OnDuplicate != DuplicatePolicy.Create)
            {
                matcher.PrefetchFrom(batch.Keys, row);
            }
            if (outcomes[row] == RowOutcome.Pending)
            {
                outcomes[row] = Write(batch, row, writer);
            }
        }
        writer.Inserter.Flush();
        matcher.Relieve(cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (options.DryRun)
        {
            return ValueTask.CompletedTask;
        }
        EnsureChunk(cancellationToken);
        ledger.AddChunk(options.JobId, checkpoint, new ChunkRows(chunkFirstId, nextId - chunkFirstId, chunkChecksum));
        database.Execute("update etl_state set writing = 0");
        database.Commit();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        database.Rollback();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }
        storedKeys?.Dispose();
        matcher.Dispose();
        database.Rollback();
        writerLock.Dispose();
        return ValueTask.CompletedTask;
    }

    void AddColumns()
    {
        var columns = layouts.Keys.SelectMany(layout => layout.Columns).Where(column => column.Field is not null);
        var keyFields = options
            .MatchRules.SelectMany(rule => rule.Alternatives)
            .SelectMany(fields => fields)
            .ToHashSet();
        var spare = columns.ToLookup(column =>
            column.MappedBy == MappingSources.Spare && !keyFields.Contains(column.Field!.Name)
        );
        SqliteSchema.AddColumns(database, spare[false].Select(column => column.Field!));
        missing.UnionWith(spare[true].Where(column => !column.Field!.IsCustom).Select(column => column.Field!.Name));
        missing.ExceptWith(SqliteSchema.FieldColumns(database));
    }

    void AddPlaced(RecordBatch batch)
    {
        if (missing.Count == 0)
        {
            return;
        }
        var placed = batch
            .Layout.Columns.Where(
                (column, index) => column.Field is { } field && missing.Contains(field.Name) && batch.HasPlaced(index)
            )
            .Select(column => column.Field!)
            .ToList();
        if (placed.Count == 0)
        {
            return;
        }
        SqliteSchema.AddColumns(database, placed);
        missing.ExceptWith(placed.Select(field => field.Name));
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }
        writers.Clear();
    }

    RowOutcome Write(RecordBatch batch, int row, ContactWriter writer)
    {
        if (options.OnDuplicate == DuplicatePolicy.Create)
        {
            Insert(batch, row, writer);
            return RowOutcome.Inserted;
        }
        var keys = batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount);
        var found = matcher.FindOrAdd(keys, nextId);
        if (found == 0)
        {
            Insert(batch, row, writer);
            return RowOutcome.Inserted;
        }
        return options.OnDuplicate switch
        {
            DuplicatePolicy.Update => Update(batch, row, found, writer),
            DuplicatePolicy.Skip when found >= firstJobId => RowOutcome.DuplicateInFile,
            DuplicatePolicy.Skip => RowOutcome.DuplicateInStore,
            _ => throw Duplicate(batch, row, found),
        };
    }

    void Insert(RecordBatch batch, int row, ContactWriter writer) =>
        chunkChecksum += writer.Inserter.Insert(batch, row, nextId++);

    RowOutcome Update(RecordBatch batch, int row, long id, ContactWriter writer)
    {
        writer.Inserter.Flush();
        var change = writer.Updater.Update(batch, row, id);
        if (!change.IsChanged)
        {
            return RowOutcome.Unchanged;
        }
        chunkChecksum += change.Checksum;
        if (!change.ChangesKeys)
        {
            writer.Updater.Write();
            return RowOutcome.Updated;
        }
        storedKeys!.Read(id, oldKeys);
        writer.Updater.Write();
        storedKeys.Read(id, newKeys);
        matcher.Replace(oldKeys, newKeys, id);
        return RowOutcome.Updated;
    }

    JobException Duplicate(RecordBatch batch, int row, long id)
    {
        var where = id >= firstJobId ? "an earlier record of this job" : "a contact that was in the store before";
        return new JobException(
            FormattableString.Invariant(
                $"Record {batch.FirstRecordNumber + row} is a duplicate of contact {id}, {where}, and --on-duplicate fail stops the job at the first one; this chunk was not written. Use --on-duplicate skip or update, or remove the record."
            )
        );
    }

    void EnsureChunk(CancellationToken cancellationToken)
    {
        if (database.IsInTransaction)
        {
            return;
        }
        BeginChunk();
        if (DataVersion() != dataVersion)
        {
            // Somebody else wrote between two chunks: the keys in memory may be stale.
            LoadKeys(cancellationToken);
            dataVersion = DataVersion();
        }
        chunkFirstId = nextId;
        chunkChecksum = 0;
    }

    void BeginChunk()
    {
        database.Begin();
        database.Execute("update etl_state set writing = 1");
    }

    long DataVersion() => database.QueryNumber("pragma data_version") ?? 0;

    void LoadKeys(CancellationToken cancellationToken)
    {
        nextId = ledger.NextContactId();
        chunkFirstId = nextId;
        if (options.OnDuplicate == DuplicatePolicy.Create)
        {
            return;
        }
        matcher.Restart();
        storedKeys?.Dispose();
        storedKeys = new StoredKeys(database, options, matcher.KeyCount);
        storedKeys.AddAll(matcher, cancellationToken);
    }

    /// <summary>True when a stored contact holds a key now.</summary>
    bool Holds(long id, UInt128 key)
    {
        storedKeys!.Read(id, heldKeys);
        return heldKeys.Contains(key);
    }

    ContactWriter Writer(BatchLayout layout)
    {
        if (!writers.TryGetValue(layout, out var writer))
        {
            var stored = new ContactLayout(layout, missing);
            writer = new ContactWriter(database, stored, options, storedKeys?.FieldNames ?? []);
            writers.Add(layout, writer);
        }
        return writer;
    }
}

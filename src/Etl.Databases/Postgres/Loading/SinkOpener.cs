using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Matching;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Opens a sink: becomes the one writer of the table, makes or widens the table, plans what is written, and reads the keys of
/// the contacts that are there.
/// </summary>
sealed class SinkOpener(
    PostgresConnections connections,
    PostgresLedger ledger,
    LedgerAccess access,
    StoreSinkOptions options,
    KeyMemory memory,
    TimeProvider time
)
{
    const string Action = "prepare the load";

    StoreMatcher? known;

    bool HoldsJob => options.IsStaged || options.DryRun;

    bool Updates => options.OnDuplicate == DuplicatePolicy.Update;

    /// <summary>Opens the sink.</summary>
    /// <param name="note">Told what it waits for.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask<PostgresSink> OpenAsync(Action<string> note, CancellationToken cancellationToken)
    {
        var writerLock = options.DryRun
            ? null
            : await access
                .RepeatAsync(
                    "wait for other writers",
                    token => WriterLock.TakeAsync(connections, ledger.Target, options.JobId, time, note, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        var first = NewConnection();
        try
        {
            return await OpenAsync(first, writerLock, note, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            known?.Dispose();
            await first.AbandonAsync().ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
            if (writerLock is not null)
            {
                await writerLock.DisposeAsync().ConfigureAwait(false);
            }
            if (exception is NpgsqlException or IOException)
            {
                throw PostgresFailures.Describe(connections.Address, exception, Action);
            }
            throw;
        }
    }

    async ValueTask<PostgresSink> OpenAsync(
        LoadConnection first,
        HeldLock? writerLock,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        // Room for the keys of millions of records is memory that the system takes its time to give.
        var matching = MakeMatcherAsync(note);
        var attempts = new Attempts(connections, first, time);
        await attempts
            .RunAsync(
                async () => await first.GetAsync(cancellationToken).ConfigureAwait(false),
                Action,
                cancellationToken
            )
            .ConfigureAwait(false);
        var open = await first.GetAsync(cancellationToken).ConfigureAwait(false);
        if (options.DryRun)
        {
            await ledger.PrepareAsync(open, cancellationToken).ConfigureAwait(false);
        }
        // A dry run is nobody's rival: it must not hold the row that the chunks of a real job check.
        var epoch = options.DryRun ? 0 : await ledger.RaiseEpochAsync(open, cancellationToken).ConfigureAwait(false);
        var (table, isMadeByEtl, isNew) = await PrepareTableAsync(open, cancellationToken).ConfigureAwait(false);
        var fieldColumns = FieldColumns.Of(table, isMadeByEtl);
        var plan = LoadPlan.Make(table, isMadeByEtl, fieldColumns, options);
        var keyColumns =
            options.OnDuplicate == DuplicatePolicy.Create ? null : new KeyColumns(plan, fieldColumns, options);
        var merge = Updates
            ? await PlanMergeAsync(open, plan, keyColumns!, cancellationToken).ConfigureAwait(false)
            : null;
        var owners = new ContactOwners();
        var context = new LoadContext(connections, ledger, plan, merge, options, owners, epoch, time)
        {
            Sending = new SemaphoreSlim(options.Connections),
        };
        var loaders = Connections(first, plan);
        known = await matching.ConfigureAwait(false);
        StoredContacts? stored = null;
        ContactKeys? contacts = null;
        if (keyColumns is not null)
        {
            var hasIndexes =
                isMadeByEtl
                && !isNew
                && await TableMaker
                    .HasMatchIndexesAsync(open, table, options.MatchRules, cancellationToken)
                    .ConfigureAwait(false);
            var probes = new ProbeTable(plan, options, keyColumns, hasIndexes, FoldedText.EncodingOf(open));
            stored = new StoredContacts(plan, options, keyColumns, known, owners, probes, hasIndexes);
            contacts = Updates ? new ContactKeys(plan, options, keyColumns, owners, probes) : null;
            await attempts
                .RunAsync(() => LoadKeysAsync(stored, first, cancellationToken), "look contacts up", cancellationToken)
                .ConfigureAwait(false);
        }
        if (!HoldsJob)
        {
            // Before the first chunk the ledger is asked, for which the server need not have one connection more.
            await first.HandOverAsync().ConfigureAwait(false);
        }
        var finish = new LoadFinish(context, loaders);
        var decider = new ChunkDecider(options, known, owners, stored, contacts);
        return new PostgresSink(
            context,
            new SinkParts(loaders, writerLock, known, stored, contacts, decider, new PostgresEncoder(plan), finish)
        );
    }

    async Task<StoreMatcher> MakeMatcherAsync(Action<string> note)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        // There is no folder beside the store. Updates never come to ask who holds a key: they look contacts up.
        return new StoreMatcher(options, memory, Path.GetTempPath(), static (_, _) => true) { Note = note };
    }

    static async ValueTask LoadKeysAsync(
        StoredContacts stored,
        LoadConnection connection,
        CancellationToken cancellationToken
    )
    {
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        await stored.LoadAsync(open, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the table when there is none, or adds the columns that it lacks when it is Etl's own.</summary>
    async ValueTask<(TargetTable Table, bool IsMadeByEtl, bool IsNew)> PrepareTableAsync(
        NpgsqlConnection open,
        CancellationToken cancellationToken
    )
    {
        var fields = options.Layouts.SelectMany(layout => layout.Columns).Select(column => column.Field);
        var table = await TargetTable.ReadAsync(open, ledger.Target, cancellationToken).ConfigureAwait(false);
        var isNew = table is null;
        if (isNew)
        {
            await MakeTableAsync(open, fields.OfType<ContactField>(), cancellationToken).ConfigureAwait(false);
            table = await TargetTable.ReadAsync(open, ledger.Target, cancellationToken).ConfigureAwait(false);
        }
        var isMadeByEtl =
            await ledger.IsMadeByEtlAsync(open, cancellationToken).ConfigureAwait(false)
            && TableMaker.HasOwnShape(table!);
        if (!isMadeByEtl)
        {
            RequireKey(table!);
            return (table!, false, isNew);
        }
        if (TableMaker.AddColumnsSql(table!, fields.OfType<ContactField>()) is { } widen)
        {
            await open.RunAsync(widen, [], cancellationToken).ConfigureAwait(false);
            table = await TargetTable.ReadAsync(open, ledger.Target, cancellationToken).ConfigureAwait(false);
        }
        return (table! with { Key = table!.Find(TableMaker.KeyColumn) }, true, isNew);
    }

    /// <summary>The table and the note that it is Etl's own come together.</summary>
    async ValueTask MakeTableAsync(
        NpgsqlConnection open,
        IEnumerable<ContactField> fields,
        CancellationToken cancellationToken
    )
    {
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            if (!HoldsJob)
            {
                batch.Add("begin");
            }
            batch.Add(TableMaker.CreateSql(ledger.Target, fields, Updates));
            batch.Add($"update {ledger.Tables.Target} set made_by_etl = true where target = $1", ledger.Target.Name);
            if (!HoldsJob)
            {
                batch.Add("commit");
            }
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    void RequireKey(TargetTable table)
    {
        if (Updates && table.Key is null)
        {
            throw new JobException(
                $"--on-duplicate update needs a primary key of one column in the table {table.Name.Quoted}, to name the row that is updated; add one, or use --on-duplicate skip."
            );
        }
    }

    async ValueTask<MergePlan> PlanMergeAsync(
        NpgsqlConnection open,
        LoadPlan plan,
        KeyColumns keyColumns,
        CancellationToken cancellationToken
    )
    {
        if (plan.KeyStrategy == KeyStrategy.Unknown)
        {
            throw new JobException(
                $"--on-duplicate update must know the key of the rows that it inserts, but the server makes up the column {Sql.Quote(plan.Table.Key!.Name)} of {plan.Table.Name.Quoted} by itself; map a column to it, or use --on-duplicate skip."
            );
        }
        var types = await BaseTypes
            .ReadAsync(open, plan.Columns.Select(column => column.Column.TypeOid), cancellationToken)
            .ConfigureAwait(false);
        return new MergePlan(plan, options, keyColumns, types);
    }

    List<LoadConnection> Connections(LoadConnection first, LoadPlan plan)
    {
        var isOrdered =
            HoldsJob
            || options.OnDuplicate is DuplicatePolicy.Update or DuplicatePolicy.Fail
            || plan.Table.HasOtherUniques
            || plan.KeyStrategy == KeyStrategy.Mapped;
        var count = isOrdered ? 1 : options.Connections;
        var all = new List<LoadConnection> { first };
        while (all.Count < count)
        {
            all.Add(NewConnection());
        }
        return all;
    }

    LoadConnection NewConnection() => LoadConnection.Of(options, connections);
}

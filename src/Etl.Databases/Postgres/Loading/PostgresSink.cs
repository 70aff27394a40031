using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Matching;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Loads chunks over several connections. Chunks are decided and committed in input order by the task that calls; what lies
/// between, the sending, runs at the same time. Where a chunk must see what the one before it wrote (updates, constraints
/// that rows of two chunks may break together, one transaction for the whole job) one is sent at a time.
/// </summary>
sealed class PostgresSink : IChunkSink
{
    /// <summary>
    /// Decisions about one chunk, because others change its contacts at the same time. Each finds only what changed within the
    /// chunk's second or two, so more of them point to a trigger of the table.
    /// </summary>
    const int DecisionsMax = 20;

    const string LookUp = "look contacts up";

    readonly LoadContext context;
    readonly SinkParts parts;
    readonly List<LoadConnection> connections;
    readonly List<LoadingChunk> loading = [];
    Stack<LoadConnection> idle;
    bool isBegun;
    bool isComplete;

    internal PostgresSink(LoadContext context, SinkParts parts)
    {
        this.context = context;
        this.parts = parts;
        connections = [.. parts.Connections];
        idle = AllIdle();
        ChunksInFlight = connections.Count;
    }

    /// <inheritdoc/>
    public int ChunksInFlight { get; private set; }

    /// <inheritdoc/>
    public int ChunksAhead => connections.Count - ChunksInFlight;

    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch => parts.Stored?.Search;

    /// <inheritdoc/>
    public IBatchEncoder CreateEncoder() => new PostgresEncoder(context.Plan);

    /// <inheritdoc/>
    public async ValueTask<ILoadingChunk> BeginAsync(
        int number,
        IReadOnlyList<RecordBatch> batches,
        CancellationToken cancellationToken
    )
    {
        await OpenOthersAsync(cancellationToken).ConfigureAwait(false);
        EnsureEncoded(batches);
        WarnOfUnreadPhones(number, batches);
        var connection = idle.Pop();
        var rows = new ChunkRows(number, batches, connection.Results);
        try
        {
            if (parts.Stored?.IsOverMemory == true)
            {
                await MakeRoomAsync(connection, cancellationToken).ConfigureAwait(false);
            }
            await DecideAsync(rows, connection, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            idle.Push(connection);
            throw;
        }
        var chunk = new LoadingChunk(this, rows, connection, new ChunkLoader(context, connection));
        loading.Add(chunk);
        try
        {
            await chunk.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await chunk.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return chunk;
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await parts.Finish.RunAsync(cancellationToken).ConfigureAwait(false);
        isComplete = true;
        if (!context.Options.DryRun)
        {
            // The job's end is written next, while the writer's lock is still held.
            context.Connections.LimitReady(1);
            await connections[0].HandOverAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var chunk in loading.ToArray())
        {
            await chunk.DisposeAsync().ConfigureAwait(false);
        }
        foreach (var connection in connections.Union(parts.Connections))
        {
            if (context.Options.DryRun || !isComplete)
            {
                await connection.AbandonAsync().ConfigureAwait(false);
            }
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        if (parts.WriterLock is not null)
        {
            await parts.WriterLock.DisposeAsync().ConfigureAwait(false);
        }
        parts.Known.Dispose();
    }

    /// <summary>
    /// Waits until a chunk is sent. A row that the server refused was never a contact: what had been compared with it, in this
    /// chunk or in those behind it, is decided and sent again. So is a chunk whose contacts others changed meanwhile.
    /// </summary>
    internal async ValueTask SettleAsync(LoadingChunk chunk, CancellationToken cancellationToken)
    {
        await chunk.SentAsync().ConfigureAwait(false);
        var decisions = 1;
        while (chunk.Rows.Moved.Count > 0 || HasNewRefusals(chunk.Rows))
        {
            if (chunk.Rows.Moved.Count > 0 && decisions++ == DecisionsMax)
            {
                throw new PipelineException(
                    $"Contacts of the table {context.Plan.Table.Name.Quoted} were deleted or got other match keys each time when a chunk was about to update them; look for a trigger or another program that does that."
                );
            }
            if (chunk.Rows.Moved.Count > 0 || IsDecisionAffected(chunk))
            {
                await RepeatFromAsync(chunk, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                AcceptRefusals(chunk);
            }
        }
        chunk.Rows.SetOutcomes(ColumnOf);
        CountConsentKept(chunk.Rows);
    }

    /// <summary>A chunk is visible to all: where contacts are looked up, the matcher need not know it any more.</summary>
    internal void Committed(LoadingChunk chunk)
    {
        loading.Remove(chunk);
        if (parts.Stored is { IsProbing: true } stored)
        {
            ChunkDecider.ForEachInsert(chunk.Rows, (keys, _) => stored.Remember(keys));
            parts.Contacts?.ForEachChanged((keys, _) => stored.Remember(keys));
            parts.Known.Recent.Empty();
            loading.ForEach(other => parts.Decider.Register(other.Rows));
            if (loading.Count == 0)
            {
                context.Owners.ForgetChunk();
            }
        }
        parts.Contacts?.Committed();
    }

    /// <summary>Takes a chunk's connection back.</summary>
    internal void Release(LoadingChunk chunk)
    {
        loading.Remove(chunk);
        if (!idle.Contains(chunk.Connection))
        {
            idle.Push(chunk.Connection);
        }
    }

    /// <summary>
    /// With the first chunk all questions before it are asked, and what was opened for them is for the chunks behind it, or closed. They get one
    /// connection more than those that send: its chunk is ready to be sent when one of theirs is. All are opened at once, because a chunk
    /// that waits for a connection keeps those before it from their commit. Where the server has none left it is done with those that there are;
    /// behind a pooler, whose connections are counted, without the one more, and where one chunk is all.
    /// </summary>
    async ValueTask OpenOthersAsync(CancellationToken cancellationToken)
    {
        if (isBegun)
        {
            return;
        }
        isBegun = true;
        if (connections.Count > 1 && !context.Options.FitsOneChunk && !context.Connections.IsPooled)
        {
            var spare = LoadConnection.Of(context.Options, context.Connections);
            try
            {
                foreach (var connection in connections.Append(spare))
                {
                    await connection.GetAsync(cancellationToken).ConfigureAwait(false);
                }
                connections.Add(spare);
                idle = AllIdle();
            }
            catch (Exception exception) when (exception is NpgsqlException or JobException or PipelineException)
            {
                await spare.DisposeAsync().ConfigureAwait(false);
                if (PostgresFailures.IsNoneLeft(exception))
                {
                    LoadOverThoseOpen();
                }
            }
        }
        context.Connections.LimitReady(connections.Count(connection => !connection.IsOpen));
    }

    /// <summary>The server may have no more for hours, and chunks that wait for a connection would not be sent faster.</summary>
    void LoadOverThoseOpen()
    {
        var wanted = ChunksInFlight;
        var first = connections[0];
        connections.RemoveAll(connection => connection != first && !connection.IsOpen);
        ChunksInFlight = connections.Count;
        idle = AllIdle();
        if (ChunksInFlight < wanted)
        {
            context.Connections.Note(
                FormattableString.Invariant(
                    $"The PostgreSQL server {context.Connections.Address.Server} has no more connections for this login, so the import loads over {ChunksInFlight} instead of {wanted}."
                )
            );
        }
    }

    /// <summary>All connections, the first of them, which is open already, to be taken first.</summary>
    Stack<LoadConnection> AllIdle() => new(Enumerable.Reverse(connections));

    void EnsureEncoded(IReadOnlyList<RecordBatch> batches)
    {
        foreach (var batch in batches.Where(batch => !batch.Encoded.IsLate && batch.Encoded.RowCount != batch.RowCount))
        {
            batch.Encoded.Clear();
            parts.OwnEncoder.Encode(batch);
        }
    }

    /// <summary>Decides a chunk; what an attempt that fails has decided is forgotten.</summary>
    ValueTask DecideAsync(ChunkRows rows, LoadConnection connection, CancellationToken cancellationToken) =>
        AttemptsOn(connection)
            .RunAsync(
                async () =>
                {
                    if (parts.Stored is { IsProbing: true } stored)
                    {
                        var open = await connection.BeginReadAsync(cancellationToken).ConfigureAwait(false);
                        await stored.FindAsync(open, rows, cancellationToken).ConfigureAwait(false);
                    }
                    await parts.Decider.DecideAsync(rows, connection, cancellationToken).ConfigureAwait(false);
                    await connection.EndReadAsync().ConfigureAwait(false);
                },
                LookUp,
                cancellationToken
            );

    Attempts AttemptsOn(LoadConnection connection) => new(context.Connections, connection, context.Time);

    /// <summary>The keys do not fit into memory: they go to the disk, or contacts are looked up from here on.</summary>
    async ValueTask MakeRoomAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        var stored = parts.Stored!;
        if (stored.UsesDisk)
        {
            stored.MoveToDisk(loading is [var first, ..] ? first.Rows.FirstOwner : long.MaxValue, cancellationToken);
        }
        else
        {
            await AttemptsOn(connection).RunAsync(StartProbingAsync, LookUp, cancellationToken).ConfigureAwait(false);
        }
        loading.ForEach(chunk => parts.Decider.Register(chunk.Rows));

        async ValueTask StartProbingAsync()
        {
            var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
            await stored.StartProbingAsync(open, cancellationToken).ConfigureAwait(false);
        }
    }

    static bool HasNewRefusals(ChunkRows rows) =>
        rows.Refusals.Keys.Any(ordinal => rows.Actions[ordinal] != RowAction.Refused);

    bool IsDecisionAffected(LoadingChunk chunk)
    {
        if (context.DecidesRefusalsAgain)
        {
            return true;
        }
        var refused = chunk
            .Rows.Refusals.Keys.Where(ordinal => chunk.Rows.Actions[ordinal] == RowAction.Insert)
            .Select(ordinal => chunk.Rows.Owners[ordinal])
            .ToHashSet();
        return loading
            .Select(other => other.Rows)
            .Any(rows =>
                Enumerable
                    .Range(0, rows.Count)
                    .Any(ordinal =>
                        rows.Actions[ordinal] == RowAction.DuplicateInFile && refused.Contains(rows.Owners[ordinal])
                    )
            );
    }

    void AcceptRefusals(LoadingChunk chunk)
    {
        parts.Decider.ForgetRefused(chunk.Rows);
        foreach (var ordinal in chunk.Rows.Refusals.Keys)
        {
            chunk.Rows.Actions[ordinal] = RowAction.Refused;
        }
        loading.ForEach(other => parts.Decider.Register(other.Rows));
    }

    async ValueTask RepeatFromAsync(LoadingChunk chunk, CancellationToken cancellationToken)
    {
        foreach (var other in Enumerable.Reverse(loading))
        {
            await other.StopAsync().ConfigureAwait(false);
            parts.Decider.Forget(other.Rows);
        }
        foreach (var other in loading)
        {
            await DecideAsync(other.Rows, other.Connection, cancellationToken).ConfigureAwait(false);
            other.Rows.ReservedCount = 0;
            other.Rows.Parts = [];
            await other.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        await chunk.SentAsync().ConfigureAwait(false);
    }

    /// <summary>Says once, with the first records, what was found out about the table when it was opened.</summary>
    void WarnOfUnreadPhones(int number, IReadOnlyList<RecordBatch> batches)
    {
        if (number == 0 && batches is [var first, ..] && parts.Stored is { UnreadPhoneCount: > 0 and var count })
        {
            first.Count(Codes.StoredPhoneUnread, -1, (int)Math.Min(count, int.MaxValue));
        }
    }

    void CountConsentKept(ChunkRows rows)
    {
        foreach (var ordinal in rows.ConsentKept)
        {
            var (batch, row) = rows.At(ordinal);
            var column = batch.Layout.ColumnOf("consent");
            batch.Count(Codes.ConsentKept, column);
            batch.Explanations?.Add(row, column, Codes.ConsentKept, batch.Cell(row, column), default);
        }
    }

    int ColumnOf(RecordBatch batch, string? columnName)
    {
        var field = columnName is null
            ? null
            : context.Plan.Columns.FirstOrDefault(column => column.Column.Name == columnName)?.Field;
        return field is null ? -1 : batch.Layout.ColumnOf(field);
    }
}

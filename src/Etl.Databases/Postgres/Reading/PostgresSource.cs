using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Reads a table or the rows of a query as of one moment, by binary COPY. What the server sends goes straight into the blocks; only
/// the cut-off start of the next row is copied.
/// </summary>
sealed class PostgresSource : ISource
{
    readonly NpgsqlConnection connection;
    readonly NpgsqlRawCopyStream stream;
    readonly IReadOnlyList<ReadColumn> columns;
    readonly PostgresAddress address;
    readonly Action stopReading;

    /// <summary>The start of a row whose end has not come yet: the first <see cref="restLength"/> bytes.</summary>
    byte[] rest = [];
    int restLength;
    long offset;
    bool isStreamEnd;
    bool isFinished;

    PostgresSource(
        NpgsqlConnection connection,
        NpgsqlRawCopyStream stream,
        IReadOnlyList<ReadColumn> columns,
        PostgresAddress address
    )
    {
        this.connection = connection;
        this.stream = stream;
        this.columns = columns;
        this.address = address;
        stopReading = StopReading;
        Description = new SourceDescription
        {
            Path = address.Name,
            Format = "postgres",
            Headers = [.. columns.Select(column => column.Header)],
            WrittenHeaders = [.. columns.Select(column => column.Header)],
        };
        Originals = new TupleOriginals(columns);
    }

    /// <inheritdoc/>
    public SourceDescription Description { get; private set; }

    /// <inheritdoc/>
    public IOriginalWriter Originals { get; }

    /// <summary>Starts to read the rows of a query that a user wrote.</summary>
    /// <param name="connection">A connection of its own, which the source closes in the end, also when this fails.</param>
    /// <param name="address">What it is connected to.</param>
    /// <param name="sql">One statement that reads.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<PostgresSource> OpenQueryAsync(
        NpgsqlConnection connection,
        PostgresAddress address,
        string sql,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            connection,
            address.WithQuery(sql),
            async transaction =>
            {
                var query = QueryText.Require(sql);
                var described = await transaction.DescribeAsync(query, cancellationToken).ConfigureAwait(false);
                return ReadPlan.OfQuery(query, described);
            },
            cancellationToken
        );

    /// <summary>Starts to read all columns of a table or view as they are, in the order of its primary key when it has one.</summary>
    /// <param name="connection">A connection of its own, which the source closes in the end, also when this fails.</param>
    /// <param name="address">What it is connected to, with the table.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<PostgresSource> OpenTableAsync(
        NpgsqlConnection connection,
        PostgresAddress address,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            connection,
            address,
            async transaction =>
            {
                var fields = await TableFields
                    .ReadAsync(transaction, address.Table, isMadeByEtl: false, needsCustoms: false, cancellationToken)
                    .ConfigureAwait(false);
                return ReadPlan.OfPlainTable(address.Table, fields);
            },
            cancellationToken
        );

    /// <summary>Starts to read the contacts of a table or view, in the order of its primary key when it has one.</summary>
    /// <param name="connection">A connection of its own, which the source closes in the end, also when this fails.</param>
    /// <param name="address">What it is connected to, with the table.</param>
    /// <param name="isMadeByEtl">True when Etl made the table, so that its columns are named like fields.</param>
    /// <param name="query">Which contacts and which of their fields.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<PostgresSource> OpenAsync(
        NpgsqlConnection connection,
        PostgresAddress address,
        bool isMadeByEtl,
        StoreQuery query,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            connection,
            address,
            async transaction =>
            {
                var fields = await TableFields
                    .ReadAsync(transaction, address.Table, isMadeByEtl, ReadPlan.NeedsCustoms(query), cancellationToken)
                    .ConfigureAwait(false);
                return ReadPlan.OfTable(address.Table, fields, query, transaction.IsUtf8);
            },
            cancellationToken
        );

    static async ValueTask<PostgresSource> OpenAsync(
        NpgsqlConnection connection,
        PostgresAddress address,
        Func<ReadTransaction, Task<ReadPlan>> plan,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var transaction = new ReadTransaction(connection);
            await transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
            var planned = await plan(transaction).ConfigureAwait(false);
            var stream = await transaction.CopyAsync(planned.Sql, cancellationToken).ConfigureAwait(false);
            return new PostgresSource(connection, stream, planned.Columns, address);
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (Described(address, exception) is var described && described != exception)
            {
                throw described;
            }
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        block.Length = 0;
        block.Offset = offset;
        block.IsLastOfInput = false;
        cancellationToken.ThrowIfCancellationRequested();
        if (isFinished)
        {
            return ValueTask.FromResult(false);
        }
        var filled = TakeRest(block);
        var cut = 0;
        for (var target = FirstTarget(block); ; target = LargerTarget(target))
        {
            filled = Fill(block, filled, target, cancellationToken);
            cut = TupleCutter.Cut(block.Buffer.AsSpan(0, filled), columns.Count, out isFinished);
            if (cut > 0 || isFinished || isStreamEnd)
            {
                break;
            }
        }
        KeepRest(block, cut, filled);
        block.Length = cut;
        block.IsLastOfInput = isFinished;
        offset += cut;
        Description = Description with { BytesRead = offset };
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public IBlockParser CreateParser() => new TupleParser(columns);

    /// <inheritdoc/>
    public ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken) =>
        throw new JobException(
            $"Reading from '{Description.Path}' cannot be resumed, because its rows may have changed since; start the job again. "
                + "What is in the store already is found there and not stored twice."
        );

    /// <inheritdoc/>
    public SourcePosition PositionAfter(RowBlock block) => new(block.Offset + block.Length, null, 0);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!isStreamEnd)
            {
                await stream.CancelAsync().ConfigureAwait(false);
            }
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            // A connection that is gone took the COPY with it, and whoever reads has been told already.
        }
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Half of the buffer is for the block, the other half for the batch's scratch space.</summary>
    int FirstTarget(RowBlock block) => Math.Max(block.Buffer.Length / 2 - RowBlock.Padding, restLength + 1);

    int LargerTarget(int target) =>
        target < Array.MaxLength / 2
            ? 2 * target
            : throw new PipelineException(
                $"A row of '{Description.Path}' is longer than one gigabyte, and Etl reads shorter ones only; leave its column out with --query."
            );

    /// <summary>
    /// Reads without awaiting: a row is a message, so there is a call per row, and an asynchronous one costs more than all the rest
    /// of reading (2,000,000 rows: 2.5 s of CPU against 1.6 s). The thread waits for the server meanwhile, as it does for a disk.
    /// </summary>
    int Fill(RowBlock block, int filled, int target, CancellationToken cancellationToken)
    {
        block.EnsureCapacity(target, filled);
        using var registration = cancellationToken.Register(stopReading);
        try
        {
            while (filled < target && !isStreamEnd)
            {
                var length = stream.Read(block.Buffer.AsSpan(filled, target - filled));
                filled += length;
                isStreamEnd = length == 0;
            }
            cancellationToken.ThrowIfCancellationRequested();
            return filled;
        }
        catch (Exception exception)
            when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (Described(address, exception) is var described && described != exception)
        {
            throw described;
        }
    }

    /// <summary>Asks the server to stop sending; a read that waits for it then ends.</summary>
    void StopReading()
    {
        try
        {
            stream.Cancel();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            // A server that cannot be asked any more has lost this connection too.
        }
    }

    static Exception Described(PostgresAddress address, Exception exception) =>
        exception switch
        {
            PostgresException server when address.Query is not null && QueryFailure.IsOfQuery(server) =>
                QueryFailure.Describe(server),
            PostgresException server when QueryFailure.IsOfRow(server) => QueryFailure.DescribeRow(address, server),
            _ => PostgresFailures.Describe(address, exception, "read rows"),
        };

    int TakeRest(RowBlock block)
    {
        block.EnsureCapacity(restLength, 0);
        rest.AsSpan(0, restLength).CopyTo(block.Buffer);
        return restLength;
    }

    /// <summary>Behind the mark that ends the rows nothing may come but the end of the COPY.</summary>
    void KeepRest(RowBlock block, int cut, int filled)
    {
        restLength = filled - cut;
        if (rest.Length < restLength)
        {
            rest = new byte[Math.Max(4096, 2 * restLength)];
        }
        block.Buffer.AsSpan(cut, restLength).CopyTo(rest);
        while (isFinished && !isStreamEnd)
        {
            isStreamEnd = stream.Read(rest) == 0;
        }
        if (isStreamEnd && !isFinished)
        {
            throw new PipelineException(
                $"The server ended the rows of '{Description.Path}' before their end; run the command again."
            );
        }
    }
}

using Npgsql;

namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// Opens connections to one database. None comes out of a pool: after a failure nobody has to ask what state a connection is in. At the
/// start and the end of a job some are opened before they are needed, or used again. The role's own timeouts are taken off, because a load
/// may well be slower than a query should be.
/// </summary>
/// <param name="address">The database.</param>
public sealed class PostgresConnections(PostgresAddress address) : IAsyncDisposable
{
    /// <summary>How long a statement waits for a lock; then it fails with 55P03, which is tried again a few times.</summary>
    const string LockTimeout = "60s";

    /// <summary>Settings by which a server or role ends sessions or statements; a version that lacks one ignores it.</summary>
    const string Timeouts = $"""
        (values ('statement_timeout', '0'), ('lock_timeout', '{LockTimeout}'), ('idle_in_transaction_session_timeout', '0'),
            ('idle_session_timeout', '0'), ('transaction_timeout', '0')) as wanted (name, value)
        """;

    // Behind a pooler a session's settings would stay behind in a connection that somebody else gets next. Such a session is
    // recognised by its process id, which the pooler makes up. (The view pg_settings takes the server ten times as long.)
    const string SessionSettings = $"""
        select count(set_config(name, value, false))
        from (select name, value from {Timeouts} where current_setting(name, true) is not null
            union all select 'application_name', $2) as settings
        where pg_backend_pid() = $1
        """;

    const string NewPurpose = "select set_config('application_name', $2, false) where pg_backend_pid() = $1";

    const string TransactionSettings =
        $"select set_config(name, value, true) from {Timeouts} where current_setting(name, true) is not null";

    // The slim builder knows fewer types, which saves a good part of the start-up; these are what the ledger and TLS need. All of
    // them are the server's own, so the driver need not ask the catalog for all types that there are.
    readonly NpgsqlDataSource source = new NpgsqlSlimDataSourceBuilder(address.ConnectionString)
        .EnableArrays()
        .EnableTransportSecurity()
        .EnableIntegratedSecurity()
        .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
        .Build();

    readonly ReadyConnections ready = new();

    /// <summary>What was said last about a wait; null since a connection was opened. Several of them may wait for the same.</summary>
    string? told;

    /// <summary>The database.</summary>
    public PostgresAddress Address { get; } = address;

    /// <summary>
    /// How long a connection that waited may take to answer when it is used, in whole seconds; then it is thrown away. A firewall may have
    /// forgotten it meanwhile, and swallow all that is sent over it. Default: 15 seconds, as for opening one.
    /// </summary>
    internal TimeSpan AnswersWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Told what a run waits for, one sentence at a time. Default: nobody.</summary>
    public Action<string> Note { get; init; } = static _ => { };

    /// <summary>True when a pooler such as pgBouncer stands before the server, so that a session does not outlive a transaction. Known after the first connection.</summary>
    public bool IsPooled { get; private set; }

    /// <summary>Opens a connection, or takes one that is ready.</summary>
    /// <param name="purpose">What it is for, shown in <c>pg_stat_activity</c> as <c>etl purpose</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Etl.Core.Diagnostics.JobException">The address or its login is wrong.</exception>
    /// <exception cref="Etl.Core.Diagnostics.PipelineException">The server cannot be reached; its cause tells <see cref="PostgresFailures.IsTransient"/> more.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(string purpose, CancellationToken cancellationToken)
    {
        while (await ready.TakeAsync(cancellationToken).ConfigureAwait(false) is { } waiting)
        {
            if (await TryUseAsync(waiting, purpose, cancellationToken).ConfigureAwait(false))
            {
                return waiting;
            }
        }
        return await OpenNewAsync(purpose, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Begins to open connections that will be needed soon, and lets one more wait: the caller's own, when it is kept. To be called when one
    /// has been opened, so that a login that is refused is refused once. Behind a pooler, whose connections are counted, nothing is done.
    /// </summary>
    /// <param name="count">How many.</param>
    public void OpenAhead(int count)
    {
        if (count > 0 && !IsPooled)
        {
            ready.OpenAhead(count, async token => await OpenNewAsync("next", token).ConfigureAwait(false));
        }
    }

    /// <summary>Lets so many connections wait from now on; the others are closed.</summary>
    public void LimitReady(int count) => ready.Limit(count);

    /// <summary>
    /// Takes a connection back that has no transaction open and never failed: for the next who needs one where one may wait, else to be closed.
    /// </summary>
    public ValueTask KeepAsync(NpgsqlConnection connection) => ready.KeepAsync(connection);

    /// <summary>Gives a connection, of which the same is true, to the next who needs one.</summary>
    public ValueTask HandOverAsync(NpgsqlConnection connection) => ready.HandOverAsync(connection);

    /// <summary>Says what is waited for, once until a connection is opened again.</summary>
    /// <param name="backoff">How long it takes; nothing is said of short waits.</param>
    /// <param name="exception">The failure that may pass.</param>
    public void NoteWait(Backoff backoff, Exception exception)
    {
        if (!backoff.IsLong)
        {
            return;
        }
        var sentence = PostgresFailures.DescribeWait(Address, exception);
        if (Interlocked.Exchange(ref told, sentence) != sentence)
        {
            Note(sentence);
        }
    }

    async ValueTask<NpgsqlConnection> OpenNewAsync(string purpose, CancellationToken cancellationToken)
    {
        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await SetAsync(connection, purpose, cancellationToken).ConfigureAwait(false);
            told = null;
            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (PostgresFailures.Describe(Address, exception, "connect") is var described && described != exception)
            {
                throw described;
            }
            throw;
        }
    }

    /// <summary>Says what a connection that waited is for now, which also shows that it is still there; false when it is not.</summary>
    async ValueTask<bool> TryUseAsync(NpgsqlConnection connection, string purpose, CancellationToken cancellationToken)
    {
        try
        {
            using var command = Command(connection, NewPurpose, purpose);
            command.CommandTimeout = (int)AnswersWithin.TotalSeconds;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (exception is not (NpgsqlException or IOException))
            {
                throw;
            }
            return false;
        }
    }

    /// <summary>A statement for the beginning of each transaction, where a session's settings do not reach it; else null.</summary>
    public string? SettingsOfTransaction => IsPooled ? TransactionSettings : null;

    /// <summary>Begins a transaction in which the role's timeouts do not count, behind a pooler either.</summary>
    public async ValueTask<NpgsqlTransaction> BeginAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (SettingsOfTransaction is { } settings)
        {
            using var command = new NpgsqlCommand(settings, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        return transaction;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ready.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
    }

    async ValueTask SetAsync(NpgsqlConnection connection, string purpose, CancellationToken cancellationToken)
    {
        using var command = Command(connection, SessionSettings, purpose);
        IsPooled = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is 0L;
    }

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string purpose)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = connection.ProcessID });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"etl {purpose}" });
        return command;
    }
}

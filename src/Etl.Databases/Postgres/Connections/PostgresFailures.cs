using System.Net.Sockets;
using System.Security.Authentication;
using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// What PostgreSQL's failures mean: whether to try again, whether a row is to blame, and sentences for the user. Texts of the
/// server are repeated only where they name objects; details that hold values of cells stay out.
/// </summary>
public static class PostgresFailures
{
    // Classes of SQLSTATE in the manual's appendix "PostgreSQL Error Codes" for which no record is to blame.
    static readonly string[] operationalClasses =
    [
        .. "00 01 02 03 08 0A 0B 0F 0L 0P 0Z 24 25 26 28 2B 2D 34 3B 3D 3F 40 42 53 54 55 57 58 72 F0 HV XX".Split(' '),
    ];

    /// <summary>True when the same work may succeed later: the connection was lost, the server restarts, or others were in the way.</summary>
    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            PostgresException server => IsTransientState(server.SqlState),
            NpgsqlException { InnerException: AuthenticationException } => false,
            NpgsqlException { InnerException: { } inner } => IsTransient(inner),
            SocketException socket => socket.SocketErrorCode is not SocketError.HostNotFound,
            FileNotFoundException or DirectoryNotFoundException => false,
            IOException or TimeoutException or ObjectDisposedException => true,
            PipelineException { IsOfDisk: true } => false,
            PipelineException { InnerException: { } inner } => IsTransient(inner),
            AggregateException { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };

    /// <summary>True when the server, the database or the role has no connection left.</summary>
    public static bool IsNoneLeft(Exception exception) =>
        exception switch
        {
            PostgresException server => server.SqlState == PostgresErrorCodes.TooManyConnections,
            { InnerException: { } inner } => IsNoneLeft(inner),
            _ => false,
        };

    /// <summary>What is waited for after a failure that may pass, as a sentence.</summary>
    public static string DescribeWait(PostgresAddress address, Exception exception) =>
        exception switch
        {
            PipelineException { InnerException: { } inner } => DescribeWait(address, inner),
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } server =>
                $"Waiting for a connection: the PostgreSQL server {address.Server} has none left ({server.MessageText}); end other programs that hold some, or raise max_connections or the limit of the role.",
            PostgresException server when IsLost(server) =>
                $"Waiting for the PostgreSQL server {address.Server}, which is stopping or starting ({server.MessageText}).",
            PostgresException server =>
                $"Waiting for other sessions, which are in the way in '{address.Name}' ({server.MessageText}).",
            _ => $"Waiting for the PostgreSQL server {address.Server}, which cannot be reached or does not answer.",
        };

    /// <summary>True when the server's failure took the connection along, so that a COMMIT on its way may have succeeded.</summary>
    public static bool IsLost(PostgresException exception) =>
        exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("57P", StringComparison.Ordinal);

    /// <summary>
    /// True when the server refused a row for what is in it: the row becomes a reject, the rest of the chunk goes on. Triggers choose any
    /// state they like, so it is every one that does not speak of the connection, rights, statements, transactions or the server.
    /// </summary>
    public static bool IsRowFault(PostgresException exception)
    {
        var state = exception.SqlState;
        return state is PostgresErrorCodes.ProgramLimitExceeded || !operationalClasses.Contains(state[..2]);
    }

    /// <summary>The same as <see cref="IsRowFault"/> in SQL, for an expression that is an SQLSTATE.</summary>
    public static string IsRowFaultSql(string state) =>
        $"({state} = '{PostgresErrorCodes.ProgramLimitExceeded}' or left({state}, 2) not in ({string.Join(", ", operationalClasses.Select(name => $"'{name}'"))}))";

    /// <summary>
    /// True when a row may have been refused for what is in other rows: a unique value, a row that it points at, whatever a
    /// trigger looks at. The other faults are the row's own.
    /// </summary>
    public static bool DependsOnOthers(string state) =>
        state
            is not (
                PostgresErrorCodes.NotNullViolation
                or PostgresErrorCodes.CheckViolation
                or PostgresErrorCodes.ProgramLimitExceeded
            )
        && state[..2] is not ("22" or "44");

    /// <summary>True when the server wants a password and none was given.</summary>
    public static bool IsPasswordMissing(Exception exception) =>
        exception switch
        {
            JobException { InnerException: { } inner } => IsPasswordMissing(inner),
            PostgresException => false,
            NpgsqlException => exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>
    /// The exception for the user: what the address or the rights make impossible is wrong usage, the rest is a failing world.
    /// Exceptions that are sentences already, and cancellation, come back as they are.
    /// </summary>
    /// <param name="address">The database.</param>
    /// <param name="exception">What Npgsql threw.</param>
    /// <param name="action">What was being done, for example <c>load a chunk</c>.</param>
    public static Exception Describe(PostgresAddress address, Exception exception, string action) =>
        exception switch
        {
            JobException or PipelineException or OperationCanceledException => exception,
            PostgresException server => DescribeServer(address, server, action),
            _ when IsPasswordMissing(exception) => new JobException(
                $"The PostgreSQL server {address.Server} asks the user '{address.User}' for a password and none was given; set the environment variable PGPASSWORD, or enter it in ~/.pgpass.",
                exception
            ),
            NpgsqlException { InnerException: AuthenticationException } => NoTls(address, exception),
            NpgsqlException when exception.Message.StartsWith("SSL connection requested", StringComparison.Ordinal) =>
                NoTls(address, exception),
            NpgsqlException { InnerException: SocketException socket } => Unreachable(address, exception, socket),
            SocketException socket => Unreachable(address, exception, socket),
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new JobException(
                $"A file for the login to the PostgreSQL server {address.Server} cannot be read: {exception.Message} Check passfile, sslrootcert, sslcert and sslkey in the address, and PGPASSFILE.",
                exception
            ),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => new PipelineException(
                $"The PostgreSQL server {address.Server} did not answer in time while Etl tried to {action}; check host, port and network.",
                exception
            ),
            NpgsqlException or IOException => new PipelineException(
                $"The connection to the PostgreSQL database '{address.Name}' was lost while Etl tried to {action}; run the command again when the server is back.",
                exception
            ),
            _ => exception,
        };

    static bool IsTransientState(string state) =>
        state
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.TooManyConnections
                or PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.LockNotAvailable
        || state.StartsWith("08", StringComparison.Ordinal) && state != PostgresErrorCodes.ProtocolViolation;

    static Exception DescribeServer(PostgresAddress address, PostgresException exception, string action) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => Usage(
                $"The PostgreSQL server {address.Server} refuses the password of the user '{address.User}'; check PGPASSWORD, ~/.pgpass or the password in the address"
            ),
            PostgresErrorCodes.InvalidAuthorizationSpecification => Usage(
                $"The PostgreSQL server {address.Server} lets the user '{address.User}' not into the database '{address.Database}' from here or without TLS ({exception.MessageText}); check the user, pg_hba.conf, and sslmode in the address"
            ),
            PostgresErrorCodes.InvalidCatalogName => Usage(
                $"The PostgreSQL server {address.Server} has no database '{address.Database}'; make it with 'createdb', or name another one in the address"
            ),
            PostgresErrorCodes.InsufficientPrivilege => Usage(
                $"The user '{address.User}' may not {action} in '{address.Name}' ({exception.MessageText}); grant the right, or log in as another user"
            ),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => Usage(
                $"'{address.Name}' could not be used: {exception.MessageText}; name another table with ?table=schema.name"
            ),
            PostgresErrorCodes.ReadOnlySqlTransaction => Usage(
                $"The PostgreSQL server {address.Server} only lets its data be read ({exception.MessageText}): it is a standby, or the user is set to read only; name the primary server"
            ),
            PostgresErrorCodes.DiskFull => World(
                $"The disk of the PostgreSQL server {address.Server} is full; free some space"
            ),
            PostgresErrorCodes.TooManyConnections => World(
                $"The PostgreSQL server {address.Server} has no connection left ({exception.MessageText}); an import needs two at least, and three with --publish staged; use fewer with --connections, end other programs that hold some, or raise max_connections or the limit of the role"
            ),
            PostgresErrorCodes.LockNotAvailable => World(
                $"Another session holds a lock on '{address.Name}' for too long; end it and run the command again"
            ),
            PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => World(
                $"The PostgreSQL server {address.Server} is stopping or starting ({exception.MessageText}); run the command again when it is back"
            ),
            _ when IsRowFault(exception) => World(
                // Messages of this kind may repeat a value; the constraint or column is what helps.
                $"The PostgreSQL database '{address.Name}' failed to {action}: it refused a value{Place(exception)}"
            ),
            _ => World($"The PostgreSQL database '{address.Name}' failed to {action}: {exception.MessageText}"),
        }
            is var (makes, sentence)
            ? makes($"{sentence} (SQLSTATE {exception.SqlState}).", exception)
            : exception;

    static string Place(PostgresException exception) =>
        (exception.ConstraintName, exception.ColumnName) switch
        {
            ({ Length: > 0 } constraint, _) => $" by the constraint '{constraint}'",
            (_, { Length: > 0 } column) => $" for the column '{column}'",
            _ => "",
        };

    static (Func<string, Exception, Exception> Makes, string Sentence) Usage(string sentence) =>
        ((message, inner) => new JobException(message, inner), sentence);

    static (Func<string, Exception, Exception> Makes, string Sentence) World(string sentence) =>
        ((message, inner) => new PipelineException(message, inner), sentence);

    static JobException NoTls(PostgresAddress address, Exception exception) =>
        new(
            exception.InnerException is AuthenticationException
                ? $"The certificate of the PostgreSQL server {address.Server} could not be verified; name its authority with sslrootcert=FILE in the address, or trust the network with sslmode=require."
                : $"The PostgreSQL server {address.Server} has no TLS, which the address asks for; set it up on the server, or use sslmode=prefer or sslmode=disable.",
            exception
        );

    static PipelineException Unreachable(PostgresAddress address, Exception exception, SocketException socket) =>
        new(
            socket.SocketErrorCode switch
            {
                _ when address.SocketFile is { } file =>
                    $"No PostgreSQL server can be reached at the socket {file} ({socket.SocketErrorCode}); check that it runs, the folder in the address or in PGHOST, the port (it is part of the socket's name), and that you may open the socket.",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                    $"The host of the PostgreSQL server {address.Server} is not known; check its name in the address or in PGHOST.",
                SocketError.ConnectionRefused =>
                    $"Nothing listens at {address.Server}; check host and port of the PostgreSQL server, and that it runs.",
                _ =>
                    $"The PostgreSQL server {address.Server} cannot be reached ({socket.SocketErrorCode}); check host, port and network.",
            },
            exception
        );
}

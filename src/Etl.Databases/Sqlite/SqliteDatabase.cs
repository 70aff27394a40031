using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Etl.Databases.Sqlite;

/// <summary>One connection: statements, transactions, and errors as sentences. Used by one task at a time.</summary>
sealed class SqliteDatabase : IDisposable
{
    readonly SqliteConnection connection;

    SqliteDatabase(SqliteConnection connection, string path)
    {
        this.connection = connection;
        Path = path;
    }

    /// <summary>The file, as the user wrote it.</summary>
    public string Path { get; }

    public sqlite3 Handle => connection.Handle!;

    /// <summary>The ADO connection, to define functions on.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>True while a transaction is open. SQLite may roll back by itself (full disk), so it is always asked.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="mode">Whether it may be made.</param>
    /// <param name="busyTimeout">How long to wait for a lock.</param>
    public static SqliteDatabase Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        SqliteLibrary.Configure();
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        };
        var connection = new SqliteConnection(connectionString.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_extended_result_codes(connection.Handle, 1);
            raw.sqlite3_busy_timeout(connection.Handle, (int)busyTimeout.TotalMilliseconds);
            return new SqliteDatabase(connection, path);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw SqliteFailures.From(path, exception.SqliteExtendedErrorCode, exception.Message, "open it");
        }
    }

    public SqliteStatement Prepare(string sql) => new(this, sql);

    /// <summary>Runs statements without parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql), "run a statement");

    /// <summary>Runs one statement, binding its parameters in order.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = Bind(sql, parameters);
        statement.Run();
    }

    /// <summary>The first column of the first row as a number, or null.</summary>
    public long? QueryNumber(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = Bind(sql, parameters);
        return statement.ReadNumber();
    }

    /// <summary>Takes the write lock, waiting for it; from here on nobody else writes.</summary>
    public void Begin() => Execute("begin immediate");

    /// <summary>Makes the transaction final. When a reader is in the way for too long the transaction stays open.</summary>
    public void Commit() => Execute("commit");

    /// <summary>Forgets the transaction, if there still is one.</summary>
    public void Rollback()
    {
        if (IsInTransaction)
        {
            raw.sqlite3_exec(Handle, "rollback");
        }
    }

    /// <summary>Throws when a call of SQLite did not succeed.</summary>
    public void Check(int result, string action)
    {
        if (result != raw.SQLITE_OK)
        {
            Throw(result, action);
        }
    }

    /// <summary>The exception for a result code of the last call.</summary>
    public Exception Failure(int result, string action) =>
        SqliteFailures.From(Path, result, raw.sqlite3_errmsg(Handle).utf8_to_string(), action);

    public void Dispose() => connection.Dispose();

    SqliteStatement Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        var statement = Prepare(sql);
        for (var index = 0; index < parameters.Length; index++)
        {
            if (parameters[index] is long number)
            {
                statement.Bind(index + 1, number);
            }
            else
            {
                statement.Bind(index + 1, (string?)parameters[index]);
            }
        }
        return statement;
    }

    [DoesNotReturn]
    void Throw(int result, string action) => throw Failure(result, action);
}

using System.Text;
using SQLitePCL;

namespace Etl.Databases.Sqlite;

/// <summary>
/// A prepared statement, used over and over. Parameters and columns are UTF-8 spans: no string per value. SQLite knows no
/// empty field in our sense: an empty span is bound as null and null is read as an empty span.
/// </summary>
sealed class SqliteStatement : IDisposable
{
    readonly SqliteDatabase database;
    readonly sqlite3_stmt handle;

    /// <summary>The bare handle, for <see cref="SqliteBinding"/>; alive as long as <see cref="handle"/> is.</summary>
    readonly nint statement;

    /// <summary>Which parameters hold a value from the last row; SQLite keeps them, so most nulls need no call.</summary>
    readonly bool[] isBound;

    public SqliteStatement(SqliteDatabase database, string sql)
    {
        this.database = database;
        database.Check(
            raw.sqlite3_prepare_v3(database.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle),
            "prepare a statement"
        );
        statement = handle.DangerousGetHandle();
        isBound = new bool[raw.sqlite3_bind_parameter_count(handle) + 1];
    }

    /// <summary>Binds UTF-8 text to a 1-based parameter.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value) => Bind(parameter, value, SqliteBinding.Transient);

    /// <summary>
    /// Binds UTF-8 text without a copy. The value must lie in pinned memory (a batch's block does) and stay there until the
    /// statement has run; before it runs again every parameter must be bound anew.
    /// </summary>
    public void BindInPlace(int parameter, ReadOnlySpan<byte> value) => Bind(parameter, value, SqliteBinding.Static);

    void Bind(int parameter, ReadOnlySpan<byte> value, nint lifetime)
    {
        if (value.IsEmpty)
        {
            BindNull(parameter);
            return;
        }
        isBound[parameter] = true;
        var result = SqliteBinding.BindText(statement, parameter, in value[0], value.Length, lifetime);
        database.Check(result, "bind a value");
    }

    /// <summary>Binds text; unlike an empty span an empty string stays an empty string.</summary>
    public SqliteStatement Bind(int parameter, string? value)
    {
        isBound[parameter] = true;
        database.Check(
            value is null
                ? raw.sqlite3_bind_null(handle, parameter)
                : raw.sqlite3_bind_text(handle, parameter, Encoding.UTF8.GetBytes(value)),
            "bind a value"
        );
        if (value is "")
        {
            database.Check(raw.sqlite3_bind_text(handle, parameter, ""), "bind a value");
        }
        return this;
    }

    /// <summary>Binds a number.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        isBound[parameter] = true;
        database.Check(SqliteBinding.BindNumber(statement, parameter, value), "bind a value");
        return this;
    }

    /// <summary>Binds null.</summary>
    public void BindNull(int parameter)
    {
        if (isBound[parameter])
        {
            isBound[parameter] = false;
            database.Check(SqliteBinding.BindNull(statement, parameter), "bind a value");
        }
    }

    /// <summary>Steps to the next row; false when there is none.</summary>
    public bool Read()
    {
        var result = SqliteBinding.Step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }
        if (result != raw.SQLITE_DONE)
        {
            Fail(result);
        }
        return false;
    }

    /// <summary>Runs a statement that returns no rows, and makes it ready for the next use.</summary>
    public void Run()
    {
        var result = SqliteBinding.Step(statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Fail(result);
        }
        SqliteBinding.Reset(statement);
    }

    /// <summary>The first column of the first row, or null.</summary>
    public long? ReadNumber()
    {
        var value = Read() && !IsNull(0) ? Number(0) : (long?)null;
        Reset();
        return value;
    }

    /// <summary>Ends reading; parameters stay.</summary>
    public void Reset() => SqliteBinding.Reset(statement);

    /// <summary>UTF-8 bytes of a 0-based column, valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => handle.Dispose();

    /// <summary>The error must be made before the reset, which would leave only its code.</summary>
    void Fail(int result)
    {
        var failure = database.Failure(result, "run a statement");
        SqliteBinding.Reset(statement);
        throw failure;
    }
}

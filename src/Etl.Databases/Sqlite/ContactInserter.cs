using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Inserts rows of one layout, many by one statement: starting and ending a statement costs SQLite a fifth of what a row does. Rows wait for that, so
/// <see cref="Flush"/> comes before anything else reads the contacts, and before the batch is given back.
/// </summary>
sealed class ContactInserter : IDisposable
{
    /// <summary>Rows of one statement: a row took 1.77 µs alone, 1.55 in a statement of 16 rows and 1.37 in one of 64.</summary>
    const int RowsMax = 64;

    /// <summary>SQLite's own limit of parameters, SQLITE_MAX_VARIABLE_NUMBER, since version 3.32.</summary>
    const int ParametersMax = 32_766;

    // Parameters of a row.
    const int Id = 1;
    const int Job = 2;
    const int CreatedAt = 3;
    const int UpdatedAt = 4;
    const int Custom = 5;
    const int FirstField = 6;

    static readonly ulong createdAtSeed = ContactChecksum.Seed(SqliteSchema.CreatedAt);
    static readonly ulong updatedAtSeed = ContactChecksum.Seed(SqliteSchema.UpdatedAt);

    readonly ContactLayout layout;
    readonly SqliteStatement one;
    readonly SqliteStatement many;
    readonly byte[] now;

    /// <summary>Fields that take a row's parameters from <see cref="FirstField"/> on, in this order.</summary>
    readonly StoredField[] fields;
    readonly int parametersPerRow;

    /// <summary>Rows of <see cref="batch"/> that are not inserted yet, with their ids.</summary>
    readonly (int Row, long Id)[] waiting;
    int waitingCount;
    RecordBatch? batch;

    public ContactInserter(SqliteDatabase database, ContactLayout layout, StoreSinkOptions options)
    {
        this.layout = layout;
        now = Encoding.UTF8.GetBytes(StoreTime.Text(options.Now));
        fields = [.. layout.Fields.Where(field => !field.IsTimestamp)];
        string[] names =
        [
            "id",
            "job_id",
            SqliteSchema.CreatedAt,
            SqliteSchema.UpdatedAt,
            SqliteSchema.CustomColumn,
            .. fields.Select(field => field.Field.Name),
        ];
        parametersPerRow = names.Length;
        waiting = new (int, long)[Math.Clamp(ParametersMax / parametersPerRow, 1, RowsMax)];
        one = Prepare(database, names, 1, options.JobId);
        many = Prepare(database, names, waiting.Length, options.JobId);
    }

    /// <summary>Takes a row to insert under an id and returns the checksum of the new contact. All rows since the last flush are of one batch.</summary>
    public ulong Insert(RecordBatch batch, int row, long id)
    {
        this.batch = batch;
        waiting[waitingCount++] = (row, id);
        if (waitingCount == waiting.Length)
        {
            waitingCount = 0;
            for (var slot = 0; slot < waiting.Length; slot++)
            {
                Bind(many, slot, waiting[slot].Row, waiting[slot].Id);
            }
            many.Run();
        }
        _ = ContactEncoder.Decode(batch.Encoded.Row(row), out var sum);
        sum += TimestampSum(row, layout.CreatedAtColumn, createdAtSeed);
        sum += TimestampSum(row, layout.UpdatedAtColumn, updatedAtSeed);
        return ContactChecksum.Contact(id, sum);
    }

    /// <summary>Inserts the rows that still wait.</summary>
    public void Flush()
    {
        for (var index = 0; index < waitingCount; index++)
        {
            Bind(one, 0, waiting[index].Row, waiting[index].Id);
            one.Run();
        }
        waitingCount = 0;
        batch = null;
    }

    public void Dispose()
    {
        one.Dispose();
        many.Dispose();
    }

    /// <summary>A statement for so many rows. Values that stay the same for the whole job are bound once.</summary>
    SqliteStatement Prepare(SqliteDatabase database, string[] names, int rowCount, long jobId)
    {
        var marks = $"({string.Join(", ", names.Select(_ => "?"))})";
        var statement = database.Prepare(
            $"insert into contacts ({SqliteSchema.QuoteAll(names)}) values {string.Join(", ", Enumerable.Repeat(marks, rowCount))}"
        );
        for (var slot = 0; slot < rowCount; slot++)
        {
            var before = slot * parametersPerRow;
            statement.Bind(before + Job, jobId);
            statement.Bind(before + CreatedAt, now);
            statement.Bind(before + UpdatedAt, now);
        }
        return statement;
    }

    void Bind(SqliteStatement statement, int slot, int row, long id)
    {
        var before = slot * parametersPerRow;
        statement.Bind(before + Id, id);
        statement.Bind(before + Custom, ContactEncoder.Decode(batch!.Encoded.Row(row), out _));
        BindTimestamp(statement, before + CreatedAt, row, layout.CreatedAtColumn);
        BindTimestamp(statement, before + UpdatedAt, row, layout.UpdatedAtColumn);
        for (var index = 0; index < fields.Length; index++)
        {
            statement.BindInPlace(before + FirstField + index, batch.Value(row, fields[index].Column));
        }
    }

    /// <summary>Takes the input's time stamp; the job's is bound already, where the input has no column for it.</summary>
    void BindTimestamp(SqliteStatement statement, int parameter, int row, int column)
    {
        if (column >= 0)
        {
            var value = batch!.Value(row, column);
            statement.Bind(parameter, value.IsEmpty ? now : value);
        }
    }

    /// <summary>What the job's own time stamp adds to the encoder's sum; 0 where the input has one, which is in it.</summary>
    ulong TimestampSum(int row, int column, ulong seed) =>
        column < 0 || batch!.Value(row, column).IsEmpty ? ContactChecksum.Cell(seed, now) : 0;
}

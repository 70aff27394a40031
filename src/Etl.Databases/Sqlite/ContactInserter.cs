using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>Inserts rows of one layout. Values that stay the same for the whole job are bound once.</summary>
sealed class ContactInserter : IDisposable
{
    const int IdParameter = 1;
    const int JobParameter = 2;
    const int CreatedAtParameter = 3;
    const int UpdatedAtParameter = 4;
    const int CustomParameter = 5;
    const int FirstFieldParameter = 6;

    static readonly ulong createdAtSeed = ContactChecksum.Seed(SqliteSchema.CreatedAt);
    static readonly ulong updatedAtSeed = ContactChecksum.Seed(SqliteSchema.UpdatedAt);

    readonly ContactLayout layout;
    readonly SqliteStatement statement;
    readonly byte[] now;

    /// <summary>Fields that take the parameters from <see cref="FirstFieldParameter"/> on, in this order.</summary>
    readonly StoredField[] fields;

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
        var marks = string.Join(", ", names.Select(_ => "?"));
        statement = database.Prepare($"insert into contacts ({SqliteSchema.QuoteAll(names)}) values ({marks})");
        statement.Bind(JobParameter, options.JobId);
        statement.Bind(CreatedAtParameter, now);
        statement.Bind(UpdatedAtParameter, now);
    }

    /// <summary>Inserts a row under an id and returns the checksum of the new contact.</summary>
    public ulong Insert(RecordBatch batch, int row, long id)
    {
        var custom = ContactEncoder.Decode(batch.Encoded.Row(row), out var sum);
        statement.Bind(IdParameter, id);
        statement.Bind(CustomParameter, custom);
        sum += BindTimestamp(batch, row, layout.CreatedAtColumn, CreatedAtParameter, createdAtSeed);
        sum += BindTimestamp(batch, row, layout.UpdatedAtColumn, UpdatedAtParameter, updatedAtSeed);
        for (var index = 0; index < fields.Length; index++)
        {
            statement.BindInPlace(FirstFieldParameter + index, batch.Value(row, fields[index].Column));
        }
        statement.Run();
        return ContactChecksum.Contact(id, sum);
    }

    public void Dispose() => statement.Dispose();

    /// <summary>Takes the input's time stamp, or the job's when it has none; returns what that adds to the encoder's sum.</summary>
    ulong BindTimestamp(RecordBatch batch, int row, int column, int parameter, ulong seed)
    {
        if (column < 0)
        {
            return ContactChecksum.Cell(seed, now);
        }
        var value = batch.Value(row, column);
        statement.Bind(parameter, value.IsEmpty ? now : value);
        return value.IsEmpty ? ContactChecksum.Cell(seed, now) : 0;
    }
}

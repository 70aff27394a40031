using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Sqlite;

/// <summary>Reads contacts back in the order of their ids, as of one moment: everything happens in one read transaction.</summary>
sealed class SqliteSource : ISource
{
    /// <summary>A block is full when less than this is left of it; a larger row makes it grow.</summary>
    const int RowRoomBytes = 4096;

    readonly SqliteDatabase database;
    readonly SqliteStatement statement;
    readonly SourceColumn[] columns;
    readonly CustomReader customs = new();
    bool isAtEnd;
    long offset;

    SqliteSource(SqliteDatabase database, SqliteStatement statement, SourceColumn[] columns, string name)
    {
        this.database = database;
        this.statement = statement;
        this.columns = columns;
        Description = new SourceDescription
        {
            Path = name,
            Format = "sqlite",
            Headers = [.. columns.Select(column => column.Name)],
        };
        Originals = new StoreOriginals(Description.Headers);
    }

    /// <inheritdoc/>
    public SourceDescription Description { get; private set; }

    /// <inheritdoc/>
    public IOriginalWriter Originals { get; }

    /// <summary>Starts the read; the source owns the database.</summary>
    public static SqliteSource Open(SqliteDatabase database, string name, StoreQuery query)
    {
        try
        {
            database.Execute("pragma query_only = 1; begin");
            var fields = StoreFields.Read(database);
            var columns = fields.Select(query.Columns);
            var condition = new SqliteCondition(database, fields);
            var where = query.Where is null ? "" : " where " + condition.Translate(query.Where);
            var expressions = columns.Select(column =>
                column.IsCustom ? SqliteSchema.CustomColumn : SqliteColumns.Expression(column.Name, fields.Columns)
            );
            var statement = database.Prepare(
                $"select {string.Join(", ", expressions)} from contacts{where} order by id"
            );
            condition.Bind(statement);
            return new SqliteSource(database, statement, columns, name);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = new FramedRows(block);
        block.Offset = offset;
        block.IsLastOfInput = false;
        if (isAtEnd)
        {
            return ValueTask.FromResult(false);
        }
        var lengthMax = Math.Max(1, block.Buffer.Length / 2 - RowBlock.Padding - RowRoomBytes);
        while (block.Length < lengthMax)
        {
            if (!statement.Read())
            {
                isAtEnd = true;
                block.IsLastOfInput = true;
                break;
            }
            AddRow(rows);
        }
        offset += block.Length;
        Description = Description with { BytesRead = offset };
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public IBlockParser CreateParser() => new FramedRowParser();

    /// <inheritdoc/>
    public ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken) =>
        throw new JobException(
            $"Reading from '{Description.Path}' cannot be resumed, because contacts may have changed since; start the job again."
        );

    /// <inheritdoc/>
    public SourcePosition PositionAfter(RowBlock block) => new(block.Offset + block.Length, null, 0);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        statement.Dispose();
        database.Rollback();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    void AddRow(FramedRows rows)
    {
        rows.BeginRow();
        for (var index = 0; index < columns.Length; index++)
        {
            var value = statement.Bytes(index);
            rows.AddCell(columns[index].IsCustom ? customs.Read(value, columns[index].CustomName) : value);
        }
        rows.EndRow();
    }
}

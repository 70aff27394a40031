using System.Buffers.Binary;
using Etl.Databases.Postgres.Loading;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

public sealed class CopyInTests
{
    const string Sql = "copy numbers (n) from stdin (format binary)";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_completed_copy_holds_its_rows()
    {
        await using var database = await StartAsync();
        await using var connection = await database.OpenAsync(Token);
        await using (var copy = await CopyIn.StartAsync(connection, Sql, new CopyBuffer(), Token))
        {
            Write(copy, 1);
            Write(copy, 2);
            await copy.CompleteAsync(Token);
        }
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from numbers", Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_that_is_not_completed_is_failed_and_its_connection_goes_on(bool isFlushed)
    {
        await using var database = await StartAsync();
        await using var connection = await database.OpenAsync(Token);
        await using (var copy = await CopyIn.StartAsync(connection, Sql, new CopyBuffer(), Token))
        {
            Write(copy, 1);
            if (isFlushed)
            {
                await copy.FlushAsync(Token);
            }
        }
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from numbers", Token));
        await using var command = new NpgsqlCommand("select 1", connection);
        Assert.Equal(1, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Of_reserved_space_only_what_was_taken_is_sent()
    {
        await using var database = await StartAsync();
        await using var connection = await database.OpenAsync(Token);
        await using (var copy = await CopyIn.StartAsync(connection, Sql, new CopyBuffer(), Token))
        {
            Write(copy, 1);
            copy.TryReserve(1000)[..1000].Fill(0xEE);
            Write(copy, 2);
            var space = copy.TryReserve(1000);
            byte[] row = [0, 1, 0, 0, 0, 4, 0, 0, 0, 3];
            row.CopyTo(space);
            copy.Advance(row.Length);
            Assert.True(copy.TryReserve(1 << 20).IsEmpty);
            await copy.FlushAsync(Token);
            Assert.True(copy.TryReserve(1 << 20).Length >= 1 << 20);
            await copy.CompleteAsync(Token);
        }
        Assert.Equal(6, await database.ScalarAsync<long>("select sum(n) from numbers", Token));
    }

    /// <summary>Why the one above matters: the driver's own stream ends a COPY as if all rows had been sent.</summary>
    [Fact]
    public async Task A_raw_stream_that_is_just_disposed_would_keep_its_rows()
    {
        await using var database = await StartAsync();
        await using var connection = await database.OpenAsync(Token);
        await using (var stream = await connection.BeginRawBinaryCopyAsync(Sql, Token))
        {
            await stream.WriteAsync("PGCOPY\n"u8.ToArray(), Token);
            await stream.WriteAsync(new byte[] { 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, Token);
            await stream.WriteAsync(new byte[] { 0, 1, 0, 0, 0, 4, 0, 0, 0, 7 }, Token);
        }
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from numbers", Token));
    }

    [Fact]
    public async Task A_row_larger_than_the_buffer_is_sent_whole()
    {
        await using var database = await StartAsync();
        await database.ExecuteAsync("create table texts (t text)", Token);
        await using var connection = await database.OpenAsync(Token);
        const int Length = 1_000_000;
        var row = new byte[sizeof(short) + sizeof(int) + Length];
        BinaryPrimitives.WriteInt16BigEndian(row, 1);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(sizeof(short)), Length);
        row.AsSpan(sizeof(short) + sizeof(int)).Fill((byte)'x');
        const string IntoTexts = "copy texts (t) from stdin (format binary)";
        await using (var copy = await CopyIn.StartAsync(connection, IntoTexts, new CopyBuffer(), Token))
        {
            Assert.False(copy.TryWrite(row));
            await copy.FlushAsync(Token);
            Assert.True(copy.TryWrite(row));
            await copy.CompleteAsync(Token);
        }
        Assert.Equal(Length, await database.ScalarAsync<int>("select length(t) from texts", Token));
    }

    static async Task<PostgresDatabase> StartAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table numbers (n int)", Token);
        return database;
    }

    static void Write(CopyIn copy, int number)
    {
        Span<byte> row = stackalloc byte[sizeof(short) + 2 * sizeof(int)];
        BinaryPrimitives.WriteInt16BigEndian(row, 1);
        BinaryPrimitives.WriteInt32BigEndian(row[sizeof(short)..], sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(row[(sizeof(short) + sizeof(int))..], number);
        Assert.True(copy.TryWrite(row));
    }
}

using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Reading;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Reading;

public sealed class WireTypesTests : IAsyncLifetime
{
    static readonly Lazy<Task<PostgresDatabase>> shared = new(CreateAsync);
    PostgresDatabase database = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PostgresServer.SharedAsync();
        database = await shared.Value;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static async Task<PostgresDatabase> CreateAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(CancellationToken.None);
        await database.ExecuteAsync(
            "create type mood as enum ('sad', 'happy'); create domain zip as text; create domain small as int2",
            CancellationToken.None
        );
        return database;
    }

    [Theory]
    [InlineData("'Zoë ''s'::text", "Zoë 's")]
    [InlineData("'a'::char(3)", "a")]
    [InlineData("'a'::\"char\"", "a")]
    [InlineData("null", "")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("(-32768)::int2", "-32768")]
    [InlineData("2147483647::int4", "2147483647")]
    [InlineData("(-9223372036854775808)::int8", "-9223372036854775808")]
    [InlineData("1234567890.1200::numeric", "1234567890.1200")]
    [InlineData("0.1::float8", "0.1")]
    [InlineData("'2024-02-29'::date", "2024-02-29")]
    [InlineData("'1999-12-31'::date", "1999-12-31")]
    [InlineData("'0001-01-01'::date", "0001-01-01")]
    [InlineData("'0044-03-15 BC'::date", "0044-03-15 BC")]
    [InlineData("'5874897-12-31'::date", "5874897-12-31")]
    [InlineData("'infinity'::date", "infinity")]
    [InlineData("'-infinity'::date", "-infinity")]
    [InlineData("'2024-01-02 03:04:05+00'::timestamptz", "2024-01-02T03:04:05Z")]
    [InlineData("'2024-01-02 03:04:05.120+02'::timestamptz", "2024-01-02T01:04:05.12Z")]
    [InlineData("'1969-12-31 23:59:59.999999+00'::timestamptz", "1969-12-31T23:59:59.999999Z")]
    [InlineData("'infinity'::timestamptz", "infinity")]
    [InlineData("'0044-03-15 00:00:00+00 BC'::timestamptz", "0044-03-15T00:00:00Z BC")]
    [InlineData("'2024-01-02 03:04:05.5'::timestamp", "2024-01-02T03:04:05.5")]
    [InlineData("'0044-03-15 01:00:00 BC'::timestamp", "0044-03-15T01:00:00 BC")]
    [InlineData("'12024-01-02 03:04:05'::timestamp", "12024-01-02T03:04:05")]
    [InlineData("'03:04:05'::time", "03:04:05")]
    [InlineData("'1 day 2 hours'::interval", "P1DT2H")]
    [InlineData("'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("'{\"a\":  1}'::json", "{\"a\":  1}")]
    [InlineData("'{\"a\":  1}'::jsonb", "{\"a\": 1}")]
    [InlineData("array['a',null]::varchar[]", "a;;")]
    [InlineData("array[['a, b','ü'],['','c;d']]", "\"a, b\";ü;\"\";\"c;d\"")]
    [InlineData("array['a','b ']::char(3)[]", "a;b")]
    [InlineData("array[]::text[]", "")]
    [InlineData("array[1,2]", "{1,2}")]
    [InlineData("'\\x00ff'::bytea", "\\x00ff")]
    [InlineData("'<a/>'::xml", "<a/>")]
    [InlineData("'10.0.0.1'::inet", "10.0.0.1/32")]
    [InlineData("'[2024-01-01,2024-01-03)'::daterange", "[2024-01-01,2024-01-03)")]
    [InlineData("'happy'::mood", "happy")]
    [InlineData("'12345'::zip", "12345")]
    [InlineData("(-1)::small", "-1")]
    [InlineData("row(1,'a')", "(1,a)")]
    public async Task A_value_of_any_type_comes_as_the_text_that_conditions_see(string expression, string expected)
    {
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            $"select {expression} as value, '.'",
            Token
        );
        Assert.Equal(
            [
                [expected, "."],
            ],
            await SourceText.RowsAsync(source)
        );

        await using var connection = await database.OpenAsync(Token);
        var transaction = new ReadTransaction(connection);
        await transaction.BeginAsync(Token);
        var columns = await transaction.DescribeAsync($"select {expression}", Token);
        var text = await transaction.ReadTextsAsync(
            $"select coalesce({WireTypes.AsText(expression, columns[0].TypeOid)}, '')",
            Token
        );
        Assert.Equal([expected], text);
    }
}
